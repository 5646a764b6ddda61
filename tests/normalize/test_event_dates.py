from __future__ import annotations

from datetime import date

from flows.normalize.event_dates import date_of_trigger, dates_of_page, year_of_page
from flows.normalize.page import Page, Span
from flows.normalize.sentences import sentence_spans


def edtf(text: str, word: str, published: date | None = date(2023, 5, 12), status: str = "occurred") -> str | None:
    page = Page("doc-1", text, None, "en", published, published, sentence_spans(text, "en"))
    start = text.index(word)
    sentence = next(span for span in page.sentences if span[0] <= start < span[1])
    trigger = Span(start, start + len(word), "trigger", "meeting", 1.0, "test", status)
    told = date_of_trigger(page, trigger, sentence, dates_of_page(page, []))
    return told.edtf if told else None


def test_the_date_nearest_to_the_trigger_counts() -> None:
    assert edtf("It was founded on 5 May 2019 and dissolved on 6 June 2021.", "dissolved") == "2021-06-06"


def test_a_dateline_yields_to_another_date() -> None:
    assert edtf("ASTANA, 12 May 2023 (Agency) — The talks opened on 9 May 2023.", "opened") == "2023-05-09"


def test_what_follows_without_date_goes_on_from_the_day_before() -> None:
    assert edtf("The council met on 9 May 2023. It elected a chair.", "elected") == "2023-05-09"


def test_the_present_perfect_stays_undated() -> None:
    assert edtf("The council met on 9 May 2023. It has elected a chair.", "elected") is None


def test_the_year_of_the_page_needs_a_page_date() -> None:
    page = Page("doc-1", "", None, "en", date(2018, 10, 3), date(2018, 10, 3), [])
    told = year_of_page(page)
    assert told is not None
    assert (told.edtf, told.first, told.last) == ("2018", date(2018, 1, 1), date(2018, 12, 31))
    assert year_of_page(Page("doc-1", "", None, "en", None, None, [])) is None
