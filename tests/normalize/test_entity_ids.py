"""flows/normalize/entity_ids.py"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from flows.normalize.entity_ids import ids_from_groups, own_id

Groups = list[list[str]]


def _built(groups: Groups, before: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The ids of a build, and what the next one knows of it."""
    ids, former = ids_from_groups(groups, {}, before)
    return ids, {id: id for id in ids.values()} | former


def test_the_first_published_key_gives_the_id() -> None:
    ids, former = ids_from_groups([["a", "b"]], {"a": date(2026, 2, 2), "b": date(2026, 2, 1)}, {})
    assert ids == {"a": own_id("b"), "b": own_id("b")}
    assert former == {own_id("a"): own_id("b")}


def test_entities_that_become_one_leave_a_record() -> None:
    _, before = _built([["a", "b"], ["c"]], {})
    ids, former = ids_from_groups([["a", "b", "c"]], {}, before)
    assert set(ids.values()) == {own_id("a")}  # more keys
    assert former[own_id("c")] == own_id("a")


def test_of_an_entity_that_falls_apart_the_larger_part_keeps_the_id() -> None:
    _, before = _built([["a", "b", "c"]], {})
    ids, _ = ids_from_groups([["a"], ["b", "c"]], {}, before)
    assert ids["b"] == ids["c"] == own_id("a") != ids["a"]


def test_a_known_thing_has_its_own_id_everywhere() -> None:
    _, before = _built([["person:x"]], {})
    ids, former = ids_from_groups([["authority:per-x", "person:x"]], {}, before)
    assert set(ids.values()) == {own_id("authority:per-x")}
    assert former == {own_id("person:x"): own_id("authority:per-x")}


def test_a_former_id_is_forgotten_with_the_last_document_of_its_entity() -> None:
    _, before = _built([["a", "b"]], {})
    assert ids_from_groups([["c"]], {}, before) == ({"c": own_id("c")}, {})


@st.composite
def _histories(draw: st.DrawFn) -> list[Groups]:
    """Builds of a growing set of keys in any order; a thing is the keys of one number, and things may turn out to be one."""
    keys = draw(st.permutations([f"{thing}{name}" for thing in "0123" for name in "abc"]))
    sizes = draw(st.lists(st.integers(1, len(keys)), min_size=2, max_size=5).map(sorted))
    merged = draw(st.dictionaries(st.sampled_from("123"), st.just("0"), max_size=2))
    builds = []
    for number, size in enumerate(sizes):
        groups: dict[str, list[str]] = {}
        for key in keys[:size]:
            groups.setdefault(merged.get(key[0], key[0]) if number else key[0], []).append(key)
        builds.append(sorted(sorted(group) for group in groups.values()))
    return builds


@given(_histories())
def test_however_documents_are_added_every_id_ever_given_means_the_entity_of_its_keys(builds: list[Groups]) -> None:
    before: dict[str, str] = {}
    given_ids: dict[str, set[str]] = {}
    for groups in builds:
        last = {id for id, meant in before.items() if id == meant}
        ids, before = _built(groups, before)
        assert len(set(ids.values())) == len(groups)
        for key, id in ids.items():
            given_ids.setdefault(key, set()).add(id)
        for key, olds in given_ids.items():
            assert {before[old] for old in olds} == {ids[key]}
        for group in groups:  # an entity that was there keeps an id that was there
            there = {before[old] for key in group for old in given_ids[key] & last}
            assert not there or ids[group[0]] in last


@given(_histories())
def test_a_second_build_of_the_same_keys_changes_nothing(builds: list[Groups]) -> None:
    ids, before = _built(builds[-1], {})
    assert _built(builds[-1], before) == (ids, before)
