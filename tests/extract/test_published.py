from __future__ import annotations

from datetime import date

import pytest

from flows.extract.published import datelines, published_from_lines, published_from_statement


@pytest.mark.parametrize(
    ("statement", "edtf"),
    [
        ("2018-10-03", "2018-10-03"),
        ("2018-10-03T18:20:00+06:00", "2018-10-03"),
        ("2018-10", "2018-10"),
        ("2018", "2018"),
        ("3 октября 2018 г., 18:20", "2018-10-03"),
        ("Wed, 03 Oct 2018 18:20:00 +0600", "2018-10-03"),
    ],
)
def test_a_stated_date_is_read_as_precisely_as_it_is_stated(statement: str, edtf: str) -> None:
    published = published_from_statement(statement, "metadata")
    assert published is not None
    assert (published.edtf, published.method) == (edtf, "metadata")


@pytest.mark.parametrize("statement", ["", "soon", "2018-02-30", "version 2.1"])
def test_what_is_no_date_is_none(statement: str) -> None:
    assert published_from_statement(statement, "metadata") is None


def test_the_printed_date_of_the_page_is_found() -> None:
    published = published_from_lines(["Some prose of 1 May 2001 goes here and on.", "Changed on 3 October, 2018 - 18:20"])
    assert published is not None
    assert (published.edtf, published.first, published.last, published.method) == (
        "2018-10-03",
        date(2018, 10, 3),
        date(2018, 10, 3),
        "printed",
    )


def test_published_counts_before_changed() -> None:
    published = published_from_lines(["Updated: 5 October 2018", "Published: 3 October 2018"])
    assert published is not None
    assert published.edtf == "2018-10-03"


def test_prose_with_a_date_is_no_dateline() -> None:
    assert datelines(["12 May 2023, 14:05", "On 12 May 2023 the union signed a pay deal with the operator."]) == [True, False]


def test_a_wire_report_opens_with_its_date() -> None:
    published = published_from_lines(["Port strike ends", "TUNIS, January 15, 2025 (Agency) — Dockers went back to work on Wednesday."])
    assert published is not None
    assert published.edtf == "2025-01-15"


@pytest.mark.parametrize(
    "lines",
    [
        ["Bargaining update", "Posted: October 27, 2023 | Category: Bargaining"],
        ["Report on the levy", "Laid before the Assembly on 27 October 2023", "It found that on 1 March 2018 the contract had ended."],
        ["Results of the election", "Last update: 27 October 2023, 04:17"],
        ["Night train cut", "by A. Writer · October 27, 2023 · 3 min read", "— Somebody (@somebody) October 25, 2023"],
        ["[27/10/2023, 06:48] Branch: please read", "We meet at nine."],
    ],
)
def test_a_page_may_print_its_date_in_many_ways(lines: list[str]) -> None:
    published = published_from_lines(lines)
    assert published is not None
    assert published.edtf == "2023-10-27"


def test_a_page_that_only_tells_dates_has_none() -> None:
    assert published_from_lines(["The levy", "On 6 February 2018 our staff visited the centre, which had closed in May."]) is None
