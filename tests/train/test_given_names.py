from __future__ import annotations

from flows.train.given_names import given_names_csv, given_names_from_persons, ordinary_given_names


def test_the_first_word_of_two_persons_is_a_given_name() -> None:
    persons = ["Ana Silva", "Ana Costa", "Rui Silva", "Ana Costa", "J. Reis", "J. Melo", "Grace Ndlovu", "Grace Dube", "Pelé"]
    assert given_names_from_persons(persons, {"grace"}) == {"Ana"}


def test_the_file_holds_what_was_counted_and_the_ordinary_names_once() -> None:
    lines = given_names_csv(["Ana Silva", "Ana Costa", "Aidar Omarov", "Aidar Serikov"], set(), []).splitlines()[2:]
    assert set(lines) == {"Ana", *ordinary_given_names()}
    assert len(lines) == len(set(lines))
