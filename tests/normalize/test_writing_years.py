from __future__ import annotations

from typing import Any

from flows.dates import dates_from_text
from flows.normalize.writing_years import SPAN, WEB, writing_years


def years(text: str) -> tuple[int, int] | None:
    return writing_years(text, dates_from_text(text), [])


def named(text: str, key: str) -> dict[str, Any]:
    return {"text": text, "entity_key": key}


def test_a_page_is_no_older_than_the_newest_year_it_tells() -> None:
    assert years("It was founded in 1998 and reformed in 2013.") == (2013, 2013 + SPAN - 1)


def test_a_year_to_come_tells_nothing() -> None:
    assert years("It was reformed in 2013 and will be closed in 2031.") == (2013, 2013 + SPAN - 1)


def test_a_page_is_no_older_than_the_newest_name_it_uses() -> None:
    years = writing_years("", [], [named("Nur-Sultan", "authority:plc-kz-astana"), named("Astana", "authority:plc-kz-astana")])
    assert years is not None
    assert years[0] == 2019


def test_a_name_that_lives_on_tells_no_last_year() -> None:
    first, last = writing_years("", [], [named("Astana", "authority:plc-kz-astana")]) or (0, 0)
    assert first == 1998
    assert last >= 2026


def test_a_page_of_history_alone_tells_nothing() -> None:
    assert years(f"The strike of {WEB - 24} was long.") is None
    assert writing_years("", [], [named("Dockers' Union", "organization:dockers union")]) is None
