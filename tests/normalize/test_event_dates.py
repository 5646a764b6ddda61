from __future__ import annotations

from datetime import date
from typing import Any

from flows.normalize.event_dates import Told, basis_of_date, date_of_trigger, dates_of_page, year_of_page
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


def told(text: str, *mentions: dict[str, Any]) -> list[str]:
    """The dates of a page that prints none of its own."""
    return [one.edtf for one in dates_of_page(Page("doc-1", text, None, "en", None, None, sentence_spans(text, "en")), [], mentions)]


def test_a_year_told_as_past_gives_the_weekday_its_year() -> None:
    assert told("The plan of May 2014 failed. On Friday, 6 February, the talks opened.") == ["2014-05", "2015-02-06"]


def test_a_name_gives_the_weekday_its_year() -> None:
    council = {"text": "Halyk Council", "entity_key": "authority:org-kz-halyk-council"}
    assert told("On Friday, 6 February, the Halyk Council was debated.", council) == ["2026-02-06"]


def test_a_weekday_that_nothing_dates_keeps_its_year_open() -> None:
    assert told("On Friday, 6 February, the talks opened.") == ["XXXX-02-06"]


def test_to_date_ends_with_the_day_that_the_page_opens_with() -> None:
    assert told("The talks opened on 9 May 2023. To date, forty proposals were submitted.") == ["2023-05-09", "../2023-05-09"]


def test_the_years_of_a_plan_date_nothing() -> None:
    assert edtf("It approved the plan for 2019-2021.", "approved", None) is None


def test_the_year_of_the_page_needs_a_page_date() -> None:
    page = Page("doc-1", "", None, "en", date(2018, 10, 3), date(2018, 10, 3), [])
    told = year_of_page(page)
    assert told is not None
    assert (told.edtf, told.first, told.last) == ("2018", date(2018, 1, 1), date(2018, 12, 31))
    assert year_of_page(Page("doc-1", "", None, "en", None, None, [])) is None


def test_to_date_dates_what_it_counts_with_an_open_span() -> None:
    text = "The talks opened on 9 May 2023. To date, forty proposals have been submitted."
    assert edtf(text, "submitted", None) == "../2023-05-09"


def test_a_plan_takes_no_past_day_from_another_sentence() -> None:
    text = "The council met on Tuesday, 9 May 2023. It will be adopted by all."
    assert edtf(text, "adopted", None, "planned") is None


def basis(placing: str, reason: str, start: int) -> str:
    return basis_of_date(Told(start, start + 4, "2023", None, None, "year", placing, reason), (10, 20))


def test_the_basis_of_a_date_of_the_evidence_is_how_it_was_read() -> None:
    assert [basis("text", "weekday", 12), basis("text", "bare", 12)] == ["weekday", "edge"]


def test_the_basis_of_a_date_from_elsewhere_is_where_it_stands() -> None:
    assert [basis("text", "explicit", 2), basis("heading", "explicit", 2)] == ["elsewhere", "heading"]
    assert basis("text", "meeting", 2) == "meeting"
    assert [basis("page", "published", 0), basis("year", "published", 0)] == ["day", "year"]


CHRONICLE = (
    "Our chronicle\n24 November 1991\nThe union is founded. Aida Serik is elected its head.\n1999\nThe union opens a school.\n"
    "5 May 2001\nThe plan is adopted."
)


def test_what_stands_under_a_date_of_a_chronicle_happened_then() -> None:
    assert [edtf(CHRONICLE, word) for word in ("elected", "opens", "adopted")] == ["1991-11-24", "1999", "2001-05-05"]


def test_two_dates_alone_on_their_lines_make_no_chronicle() -> None:
    page = Page("doc-1", "1991\nIt began.\n1999\nIt ended.", None, "en", None, None, [(0, 4), (5, 14), (15, 19), (20, 29)])
    assert "entry" not in {one.placing for one in dates_of_page(page, [])}
