from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.issues import SetupError
from flows.release.takedowns import Takedown, csv_from_takedowns, takedowns_from_csv, with_relatives
from tests.release.synthetic import doc, ent

LINE = f"{doc(1)},2026-11-22,copyright"


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "takedowns.csv"
    path.write_text("\n".join(["id,date,reason", *lines]) + "\n", encoding="utf-8")
    return path


def test_a_file_that_is_not_there_takes_nothing_down(tmp_path: Path) -> None:
    assert takedowns_from_csv(tmp_path / "takedowns.csv") == ()


def test_lines_are_read_and_published_in_the_order_of_their_ids(tmp_path: Path) -> None:
    lines = sorted([LINE, f"{ent('a b')},2026-11-20,personal-data"])
    found = takedowns_from_csv(written(tmp_path, *reversed(lines)))
    assert csv_from_takedowns(found) == "\n".join(["id,date,reason", *lines]) + "\n"


@pytest.mark.parametrize(
    ("line", "mend"),
    [
        (f"{doc(1)},2026-11-22,because", "use one of"),
        (f"{doc(1)},22.11.2026,copyright", "like 2026-11-22"),
        ("news/1.txt,2026-11-22,copyright", "no id of a document"),
        ("quo-8420494a-bd8f-54b8-9a84-828a285570a2,2026-11-22,copyright", "no id of a document"),
        (f"{doc(1)}", "no reason class"),
    ],
)
def test_a_wrong_line_is_named_with_its_mend(tmp_path: Path, line: str, mend: str) -> None:
    with pytest.raises(SetupError, match=f"line 2.*{mend}"):
        takedowns_from_csv(written(tmp_path, line))


def test_one_id_has_one_line(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="named twice"):
        takedowns_from_csv(written(tmp_path, LINE, LINE))


def test_every_other_id_of_what_was_taken_down_is_taken_down_with_its_day_and_reason() -> None:
    asked = (Takedown(ent("old"), date(2026, 11, 22), "personal-data"), Takedown(ent("new"), date(2026, 11, 23), "error"))
    found = with_relatives(asked, [(ent("old"), ent("old")), (ent("old"), ent("new")), (ent("old"), ent("older"))])
    assert {takedown.record_id: takedown.reason for takedown in found} == {
        ent("old"): "personal-data", ent("new"): "error", ent("older"): "personal-data",
    }  # fmt: skip
