from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flows.normalize.tokens import token_spans


def tokens(text: str) -> list[str]:
    return [text[start:end] for start, end in token_spans(text)]


def test_an_initial_is_a_token_of_its_own() -> None:
    assert tokens("T.Kunadilov, U.S. law") == ["T.", "Kunadilov", ",", "U.", "S.", "law"]


def test_a_possessive_leaves_its_noun_whole() -> None:
    assert tokens("the nation’s N'Diaye") == ["the", "nation", "’s", "N'Diaye"]


def test_hyphens_inside_a_word_join_it() -> None:
    assert tokens("Nur-Sultan – Kazakhstan-2050") == ["Nur-Sultan", "–", "Kazakhstan-2050"]


@given(st.text(max_size=60))
def test_tokens_are_ordered_and_hold_every_visible_character(text: str) -> None:
    spans = token_spans(text)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    assert not "".join(rest).strip()
