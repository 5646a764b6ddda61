from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from flows.ids import mint_id
from schemas.columns import ID

parts = st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=8)), min_size=1, max_size=4)


def test_an_id_is_the_same_in_every_build() -> None:
    assert mint_id("doc", "kz-unions/000_9bdfb30c31405ad9.txt") == "doc-8420494a-bd8f-54b8-9a84-828a285570a2"


def test_the_kind_is_part_of_the_identity() -> None:
    assert mint_id("doc", "a").removeprefix("doc") != mint_id("ent", "a").removeprefix("ent")


@given(parts)
def test_every_id_has_the_form_that_the_contracts_ask_for(identity: list[str | int | None]) -> None:
    assert re.fullmatch(ID.format(kind="men"), mint_id("men", *identity))


@given(st.text(alphabet="ab", max_size=4), st.text(alphabet="ab", max_size=4))
def test_where_one_part_ends_and_the_next_begins_matters(a: str, b: str) -> None:
    assert mint_id("men", a, b) != mint_id("men", a + b)
