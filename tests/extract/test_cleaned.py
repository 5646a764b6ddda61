from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.cleaned import NOISE, cleaned
from flows.extract.mapped import Mapped

GOLD = Path(__file__).parents[1] / "gold"
RAW = Path(__file__).parents[2] / "raw" / "kz-unions"
DOCUMENTS = sorted(RAW.glob("*.txt"))

PAGE = """Skip to main content

Ferry crews accept pay\xa0offer

Crews of the Lamu ferries accepted  an offer of six per cent on Tuesday and went back to work.

The union said that the vote had been close.
Share on Facebook | Tweet | Print
"""


def lines_of(text: str) -> list[str]:
    return ["line"] * (text.count("\n") + 1)


def test_noise_is_dropped_and_headline_and_body_stay_one_paragraph_a_line() -> None:
    page = cleaned(Mapped.of(PAGE), lines_of(PAGE), frozenset())
    assert page.text.text.split("\n") == [
        "Ferry crews accept pay offer",
        "Crews of the Lamu ferries accepted an offer of six per cent on Tuesday and went back to work.",
        "The union said that the vote had been close.",
    ]
    assert page.layout == ["line"] * 3


def test_a_page_of_nothing_but_noise_is_left_whole() -> None:
    text = "Home | News | Contacts\nLog in"
    assert cleaned(Mapped.of(text), lines_of(text), frozenset()).text.text == text


@pytest.mark.parametrize("line", ["“It is over,” she said.", "«Біз жеңдік», – деді ол.", "“We won.”"])
def test_a_short_line_of_speech_is_no_noise(line: str) -> None:
    text = f"{PAGE}\nHome | News\n{line}\nRead also\nTop stories"
    assert line in cleaned(Mapped.of(text), lines_of(text), frozenset()).text.text.split("\n")


def test_an_empty_reading_stays_empty() -> None:
    assert cleaned(Mapped.of(" \n"), lines_of(" \n"), frozenset()).text.text == ""


@given(st.lists(st.sampled_from([*PAGE.split("\n"), "Home | News", "Т.Kunadilov spoke.", "> quoted", "a\xad", "Read also"]), max_size=12))
def test_every_kept_character_maps_to_its_raw_character(parts: list[str]) -> None:
    raw = "\n".join(parts)
    page = cleaned(Mapped.of(raw), lines_of(raw), frozenset())
    assert len(page.layout) == (page.text.text.count("\n") + 1 if page.text.text else 0)
    assert all(chance >= NOISE for _, chance in page.dropped)
    for place, character in enumerate(page.text.text):
        first, last = page.text.raw_span(place, place + 1)
        if character.isascii() and character not in " \nT":
            assert raw[first:last] == character


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_gold_noise_goes_and_every_other_line_stays(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    noise = set(json.loads((GOLD / f"{path.stem}.json").read_text(encoding="utf-8"))["boilerplate"])
    kept = {" ".join(line.split()) for line in cleaned(Mapped.of(raw), lines_of(raw), frozenset()).text.text.split("\n")}
    assert not noise & kept
    assert len(kept) >= 0.99 * len({" ".join(line.split()) for line in raw.split("\n") if line.strip()} - noise)
