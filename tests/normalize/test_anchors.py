"""flows/normalize/anchors.py"""

from __future__ import annotations

from flows.normalize.anchors import Pair, anchors_from_keys, same_name

ZHAKYPOV = {"person:mirbolat jakipov": "Mirbolat Zhakypov", "person:mirbolat jakupov": "Мирболат Жакупов"}


def _none_apart(pairs: list[Pair]) -> set[Pair]:
    return set()


def test_spellings_of_one_person_share_an_anchor() -> None:
    assert len(set(anchors_from_keys(ZHAKYPOV, _none_apart).values())) == 1


def test_a_new_spelling_keeps_the_anchor() -> None:
    before = anchors_from_keys({"person:mirbolat jakupov": "Mirbolat Zhakupov"}, _none_apart)
    after = anchors_from_keys(ZHAKYPOV, _none_apart)
    assert before["person:mirbolat jakupov"] == after["person:mirbolat jakupov"]


def test_people_whom_one_document_names_both_are_two() -> None:
    assert len(set(anchors_from_keys(ZHAKYPOV, set).values())) == 2


def test_people_who_share_consonants_have_anchors_of_their_own() -> None:
    anchors = anchors_from_keys({"person:askar umarov": "Askar Umarov", "person:askar omarov": "Askar Omarov"}, _none_apart)
    assert sorted(anchors.values()) == ["person~amr askr|person:askar omarov", "person~amr askr|person:askar umarov"]


def test_a_chain_of_small_differences_does_not_make_one_person() -> None:
    names = ("Erik Tulepov", "Irik Tulipov", "Iruk Tulupov")
    anchors = anchors_from_keys({f"person:{name.lower()}": name for name in names}, _none_apart)
    assert len(set(anchors.values())) > 1


def test_initials_stay_apart_from_full_names() -> None:
    anchors = anchors_from_keys({"person:s bekenov": "S. Bekenov", "person:serik bekenov": "Serik Bekenov"}, _none_apart)
    assert anchors["person:s bekenov"] == "person:s bekenov"


def test_the_order_of_function_words_does_not_make_two_bodies() -> None:
    assert same_name("kounsil of federation", "federation kounsil")
    assert not same_name("union of miners", "union of minors")
    keys = {
        "organization:kounsil of federation@RU": "Council of the Federation",
        "organization:federation kounsil@RU": "Federation Council",
    }
    assert len(set(anchors_from_keys(keys, _none_apart).values())) == 1


def test_what_one_document_alone_explains_is_its_own_anchor() -> None:
    assert anchors_from_keys({"law:aktion plan#doc-1": "Action Plan"}, _none_apart) == {"law:aktion plan#doc-1": "law:aktion plan#doc-1"}
