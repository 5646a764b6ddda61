from __future__ import annotations

from pathlib import Path

import pytest

from flows.serving.watch import Listing, Watched, listing_from_raw

NONE: Listing = frozenset()
ONE: Listing = frozenset({("a.txt", 10, 1)})
GROWN: Listing = frozenset({("a.txt", 25, 2)})
TWO: Listing = GROWN | {("b.txt", 5, 3)}


def told(*looks: tuple[Listing, bool]) -> list[int]:
    """What each look has to tell, one after the other."""
    watched, numbers = Watched(), []
    for listing, is_busy in looks:
        watched, number = watched.look(listing, is_busy)
        numbers.append(number)
    return numbers


def test_what_is_there_at_the_start_is_told_once() -> None:
    assert told((ONE, False), (ONE, False), (ONE, False)) == [0, 1, 0]


def test_a_file_that_still_grows_is_waited_for() -> None:
    assert told((ONE, False), (ONE, False), (GROWN, False), (TWO, False), (TWO, False)) == [0, 1, 0, 0, 2]


def test_a_file_that_is_gone_is_told() -> None:
    assert told((TWO, False), (TWO, False), (GROWN, False), (GROWN, False)) == [0, 2, 0, 1]


def test_what_lands_while_a_build_runs_is_told_when_it_has_ended() -> None:
    assert told((ONE, False), (ONE, False), (TWO, True), (TWO, True), (TWO, False)) == [0, 1, 0, 0, 2]


def test_what_comes_and_goes_unseen_is_not_told() -> None:
    assert told((ONE, False), (ONE, False), (TWO, False), (ONE, False), (ONE, False)) == [0, 1, 0, 0, 0]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw" / "press" / "2026").mkdir(parents=True)
    (tmp_path / "raw" / "press" / "2026" / "a.txt").write_text("one")
    (tmp_path / "raw" / "reference").mkdir()
    return tmp_path / "raw"


def test_documents_and_settings_are_listed_as_a_build_lists_them(raw: Path) -> None:
    (raw / "press" / "corpus.toml").write_text("title = 'Press'")
    (raw / "press" / ".hidden").write_text("x")
    (raw / "reference" / "names.csv").write_text("x")
    assert sorted(Path(path).name for path, _, _ in listing_from_raw(raw)) == ["a.txt", "corpus.toml"]


def test_a_file_written_anew_is_another_listing_though_its_size_is_the_same(raw: Path) -> None:
    before = listing_from_raw(raw)
    path = raw / "press" / "2026" / "a.txt"
    path.write_text("two")
    assert listing_from_raw(raw) != before
