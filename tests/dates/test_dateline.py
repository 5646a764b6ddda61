from __future__ import annotations

import pytest

from flows.dates import bounds, printed_date_line, resolved


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
