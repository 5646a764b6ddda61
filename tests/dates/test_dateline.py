from __future__ import annotations

import pytest

from flows.dates import bounds, opening_date, printed_date_line, resolved


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Changed on 3 October, 2018 - 18:20", "2018-10-03"),
        ("Published: 12 May 2023, 14:05", "2023-05-12"),
        ("19/02/2014", "2014-02-19"),
        ("Tuesday, July 9, 2019 6:12 PM EDT", "2019-07-09"),
        ("Опубликовано 3 октября 2018", "2018-10-03"),
        ("Жарияланған күні: 2018 жылғы 3 қазан", "2018-10-03"),
        ("26 ianuarie 2018, ora 16:09", "2018-01-26"),
    ],
)
def test_a_dateline_gives_its_day(line: str, value: str) -> None:
    expression = printed_date_line(line)
    assert expression is not None
    found = resolved(expression, None)
    assert found is not None
    assert (found.edtf, found.first) == (value, bounds(value)[0])


@pytest.mark.parametrize(
    "line",
    [
        "The law was signed on 3 October 2018.",
        "On 3 October 2018 the Congress of the Federation met in Astana",
        "3 October",
        "2018",
        "from 3 to 7 October 2018",
        "Read more",
        "",
    ],
)
def test_a_sentence_or_a_part_of_a_date_is_no_dateline(line: str) -> None:
    assert printed_date_line(line) is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("TUNIS, January 15, 2025 — The Court of Appeal overturned the ruling.", "January 15, 2025"),
        ("ORKNEY, South Africa, Oct 12, 2017 (Highveld Wire) - Four were hurt.", "Oct 12, 2017"),
        ("ASTANA. April 3, 2024. /StepNews/ – With the mediation of the Ministry", "April 3, 2024"),
        ("АСТАНА, 3 октября 2018 года – Съезд состоялся.", "3 октября 2018 года"),
    ],
)
def test_a_report_opens_with_its_place_and_date(line: str, words: str) -> None:
    expression = opening_date(line)
    assert expression is not None
    assert line[expression.start : expression.end] == words


@pytest.mark.parametrize(
    "line",
    [
        "In Astana, on 3 October 2018, the Congress met.",
        "3 October 2018",
        "Astana, 2018 — a year of change",
        "Speaking in Tunis, January 15, 2025, he said so.",
        "",
    ],
)
def test_a_sentence_that_holds_a_date_has_no_opening_date(line: str) -> None:
    assert opening_date(line) is None
