"""flows/normalize/name_groups.py"""

from __future__ import annotations

from flows.normalize.authority import Authority
from flows.normalize.name_groups import Pair, groups_from_keys, same_name

NOBODY = Authority({}, ())
ZHAKYPOV = {"person:mirbolat jakipov": "Mirbolat Zhakypov", "person:mirbolat jakupov": "Мирболат Жакупов"}


def _none_apart(pairs: list[Pair]) -> set[Pair]:
    return set()


def _people(*names: str) -> dict[str, str]:
    return {f"person:{name.lower()}": name for name in names}


def _count(names: dict[str, str], short_names: list[Pair] | None = None) -> int:
    return len(groups_from_keys(names, short_names or [], NOBODY, _none_apart))


def test_spellings_of_one_person_are_one_group() -> None:
    assert groups_from_keys(ZHAKYPOV, [], NOBODY, _none_apart) == [sorted(ZHAKYPOV)]


def test_people_whom_one_document_names_both_are_two() -> None:
    assert len(groups_from_keys(ZHAKYPOV, [], NOBODY, set)) == 2


def test_a_chain_of_small_differences_does_not_make_one_person() -> None:
    assert _count(_people("Erik Tulepov", "Irik Tulipov", "Iruk Tulupov")) > 1


def test_initials_stay_apart_from_full_names() -> None:
    assert _count({"person:s bekenov": "S. Bekenov", "person:serik bekenov": "Serik Bekenov"}) == 2


def test_a_name_that_fits_two_patronymics_joins_neither() -> None:
    assert _count(_people("Serik Bekenov", "Serik Akhmetovich Bekenov")) == 1
    assert _count(_people("Serik Bekenov", "Serik Akhmetovich Bekenov", "Serik Maratovich Bekenov")) == 3


def test_two_spellings_of_one_patronymic_are_one() -> None:
    assert _count(_people("Serik Bekenov", "Serik Akhmetovich Bekenov", "Serik Ahmetovich Bekenov")) == 1


def test_the_order_of_function_words_does_not_make_two_bodies() -> None:
    assert same_name("kounsil of federation", "federation kounsil")
    assert not same_name("union of miners", "union of minors")
    names = {
        "organization:kounsil of federation@RU": "Council of the Federation",
        "organization:federation kounsil@RU": "Federation Council",
    }
    assert _count(names) == 1


def test_a_short_name_joins_the_body_that_documents_call_so_unless_one_tells_both_apart() -> None:
    names = {"organization:kenshi": "Kenshi", "organization:trade union kenshi": "Trade Union “Kenshi”"}
    pairs = [("organization:kenshi", "organization:trade union kenshi")]
    assert len(groups_from_keys(names, pairs, NOBODY, _none_apart)) == 1
    assert len(groups_from_keys(names, pairs, NOBODY, set)) == 2


def test_what_one_document_alone_explains_stays_alone() -> None:
    assert _count({"law:aktion plan#doc-1": "Action Plan", "law:aktion plan#doc-2": "Action Plan"}) == 2
