"""How well a text reads."""

from __future__ import annotations

import pytest

from flows.extract.legibility import LEGIBLE, legibility


@pytest.mark.parametrize("text", ["Съезд прошёл в Астане.", "Еңбек кодексі өзгерді", "café, “so” – naïve", "plain", "ҚҰРМЕТТІ ОТАНДАСТАР"])
def test_print_reads_well(text: str) -> None:
    assert legibility(text) >= LEGIBLE


@pytest.mark.parametrize("text", ["Ñúåçä ïðîøåë", "яЗЕГД ОПНЬЕК", "╤ъхчф яЁю°хы", "cafй naпve"])
def test_wrong_code_pages_read_badly(text: str) -> None:
    assert legibility(text) < LEGIBLE


def test_long_ascii_before_the_text_does_not_hide_it() -> None:
    assert legibility("<div>" * 10_000 + "Ñúåçä ïðîøåë") < LEGIBLE
