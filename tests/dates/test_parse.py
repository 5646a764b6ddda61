from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.dates import dates_from_text


def spans(text: str, language: str | None = None) -> list[str]:
    return [text[one.start : one.end] for one in dates_from_text(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was dated July 10, 2012, the Leader said.", ["July 10, 2012"]),
        ("Changed on 3 October, 2018 - 18:20", ["3 October, 2018 - 18:20"]),
        ("The office opens on the 3rd of October.", ["the 3rd of October"]),
        ("On Friday, 6 February, an event was held.", ["Friday, 6 February"]),
        ("a Roadmap for 2019-2021", ["2019-2021"]),
        ("In January 2018, it was concluded until 2020", ["January 2018", "2020"]),
        ("spread since the 60s of the XX century", ["60s of the XX century"]),
        ("she met him on Friday night", ["Friday night"]),
        ("with effect from Sept. 3, 2019 on", ["Sept. 3, 2019"]),
        ("3 октября 2018 года и в январе 2018 г.", ["3 октября 2018 года", "январе 2018 г."]),
        ("2018 жылғы 22 маусымда", ["2018 жылғы 22 маусымда"]),
        ("ХХ ғасырдың 60-жылдары", ["ХХ ғасырдың 60-жылдары"]),
        ("08 novembre 2013", ["08 novembre 2013"]),
        ("24 IX 2021", ["24 IX 2021"]),
    ],
)
def test_the_span_holds_the_words_of_the_date_alone(text: str, found: list[str]) -> None:
    assert spans(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Workers may march on.",
        "The Labor code contains 32 articles out of 204.",
        "paragraph 44 of Article 1",
        "the Kazakhstan-2050 strategy",
        "Strategy 2050 was presented",
        "the talks lasted nine weeks",
        "It lasted a second.",
        "She is 45 years old and earns 2000 tenge.",
        "at 14:05 the doors opened",
        "in the coming months",
        "over the past three years",
        "every Monday she runs",
        "Monday to Friday, nine to five",
        "We sat in the sun.",
        "They marched on May Day.",
        "the office is closed on New Year's Day",
        "the Sunday Times wrote",
        "Order No. 57/2021",
        "the Maternity Convention, 2000 was cited",
        "on 30 February 2019",
        "31.02.2019",
        "people in their sixties",
        "1,200 workers",
        "They have 2019 members.",
        "в 32 статьях из 204",
        "“Best Agreement – 2025”",
    ],
)
def test_what_is_no_date_yields_nothing(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("3/10/2018", 10),
        ("3/25/2018 and 3/10/2018", 3),
        ("25/3/2018 and 3/10/2018", 10),
        ("March 18, 2016 | 3/10/2018", 3),
        ("18 March 2016 | 3/10/2018", 10),
        ("3.10.2018", 10),
    ],
)
def test_figures_are_read_day_first_unless_the_document_writes_otherwise(text: str, month: int) -> None:
    assert dates_from_text(text)[-1].first.month == month


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Today trade unions are one of the main elements.", "rhetorical"),
        ("Today, Kazakhstan has a model of cooperation.", "rhetorical"),
        ("Today FPRK has strengthened the focus on work.", "rhetorical"),
        ("Сегодня профсоюзы являются частью общества.", "rhetorical"),
        ("He belongs to yesterday's men.", "rhetorical"),
        ("Yesterday's meeting was short.", "relative"),
        ("Today the President signed the law.", "relative"),
        ("Today the Council will meet in Astana.", "relative"),
        ("Сегодня в Астане состоялся съезд.", "relative"),
        ("The law was signed today.", "relative"),
    ],
)
def test_a_today_that_means_nowadays_is_rhetorical(text: str, kind: str) -> None:
    assert [one.kind for one in dates_from_text(text)] == [kind]


PHRASES = ["On Friday ,", "6 February 2018", "the 60s of XX century", "last week", "3/10/2018", "until May", "- 18:20", "İ \n"]
PHRASES += ["2019-2021 жылғы", "маусымда", "в", "года", "and", "to 7", "from", "Two days later"]
WORDS = st.sampled_from(PHRASES)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_spans_are_ordered_disjoint_and_trimmed(text: str) -> None:
    end = 0
    for one in dates_from_text(text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert "\n" not in text[one.start : one.end]
        end = one.end


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in dates_from_text(text))
