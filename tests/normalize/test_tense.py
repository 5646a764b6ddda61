from __future__ import annotations

import pytest

from flows.normalize.tense import status_from_words


@pytest.mark.parametrize(
    ("sentence", "word", "status"),
    [
        ("The congress was held in Astana.", "held", "occurred"),
        ("The congress will be held in Astana.", "held", "planned"),
        ("The union plans to hold a strike.", "hold", "planned"),
        ("The plan is being drafted by the ministry.", "drafted", "ongoing"),
        ("A body proposed to be created by the draft.", "created", "proposed"),
        ("Parties must sign the agreement.", "sign", None),
        ("The talks were not held.", "held", None),
        ("Съезд состоится в Астане.", "состоится", "planned"),
    ],
)
def test_tense_and_modality_tell_the_status(sentence: str, word: str, status: str | None) -> None:
    start = sentence.index(word)
    assert status_from_words(sentence, start, start + len(word), (0, len(sentence)), True) == status
