from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.issues import SetupError
from flows.release.version import check_new, day_of_release, next_version, version_from_name, versions_in


def test_the_first_release_of_a_month_has_number_0() -> None:
    assert next_version(["v2026.10.4"], date(2026, 11, 22)) == "v2026.11.0"


def test_the_next_release_of_a_month_follows_the_highest_number_not_the_last_written() -> None:
    assert next_version(["v2026.11.10", "v2026.11.9"], date(2026, 11, 22)) == "v2026.11.11"


@pytest.mark.parametrize("name", ["2026.11.0", "v2026.13.0", "v2026.011.0", "v2026.11", "v2026.11.0 ", "latest"])
def test_other_names_are_no_versions(name: str) -> None:
    with pytest.raises(SetupError):
        version_from_name(name)


@given(st.integers(1000, 9999), st.integers(1, 12), st.integers(0, 999))
def test_a_version_reads_back_as_it_was_written(year: int, month: int, number: int) -> None:
    assert version_from_name(f"v{year}.{month}.{number}") == (year, month, number)


def test_releases_are_listed_by_number_and_other_folders_passed_over(tmp_path: Path) -> None:
    for name in ("v2026.9.0", "v2026.11.0", "v2026.11.10", "v2026.11.2", ".draft", "old"):
        (tmp_path / name).mkdir()
    assert versions_in(tmp_path) == ["v2026.9.0", "v2026.11.0", "v2026.11.2", "v2026.11.10"]


def test_a_version_that_was_given_is_not_given_again() -> None:
    with pytest.raises(SetupError, match="never rewritten"):
        check_new("v2026.11.0", ["v2026.11.0"])


def test_a_release_follows_the_last_one() -> None:
    with pytest.raises(SetupError, match=r"older than v2026\.11\.1"):
        check_new("v2026.10.0", ["v2026.11.1"])


def test_a_release_bears_the_day_of_its_youngest_document_in_its_month() -> None:
    days = [date(2026, 10, 30), date(2026, 11, 12), None, date(2031, 1, 1)]
    assert day_of_release("v2026.11.0", days) == date(2026, 11, 12)


def test_a_release_of_older_documents_bears_the_first_of_its_month() -> None:
    assert day_of_release("v2026.11.0", [date(2018, 1, 1)]) == date(2026, 11, 1)
