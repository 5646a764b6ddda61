from __future__ import annotations

from flows.normalize.named_things import things_from_names


def grouped(names: list[tuple[str, str, int]], bracketed: dict[str, str] | None = None) -> list[list[str]]:
    return sorted(sorted(thing.names) for thing in things_from_names(names, bracketed or {}))


def test_a_surname_joins_its_one_bearer() -> None:
    assert grouped([("person", "Asel Nurbekova", 0), ("person", "Nurbekova", 50)]) == [["Asel Nurbekova", "Nurbekova"]]


def test_a_surname_of_two_persons_joins_neither() -> None:
    names = [("person", "Asel Nurbekova", 0), ("person", "Dana Nurbekova", 30), ("person", "Nurbekova", 60)]
    assert grouped(names) == [["Asel Nurbekova"], ["Dana Nurbekova"], ["Nurbekova"]]


def test_a_short_form_means_the_nearest_name_before_it() -> None:
    names = [
        ("event", "XIV Congress of Miners", 0),
        ("event", "Congress", 50),
        ("event", "XV Congress of Bakers", 100),
        ("event", "Congress", 150),
    ]
    things = {thing.fullest: thing.names["Congress"] for thing in things_from_names(names, {})}
    assert things == {"XIV Congress of Miners": [50], "XV Congress of Bakers": [150]}


def test_a_name_in_brackets_means_the_name_before_it_whatever_its_letters() -> None:
    names = [("organization", "Union of Shop Staff", 0), ("organization", "SSD", 21)]
    assert grouped(names, {"SSD": "Union of Shop Staff"}) == [["SSD", "Union of Shop Staff"]]


def test_types_are_never_mixed() -> None:
    assert len(things_from_names([("place", "Astana", 0), ("organization", "Astana", 20)], {})) == 2


def test_a_noun_means_the_body_whose_acronym_is_known() -> None:
    names = [("organization", "FTU", 0), ("organization", "Federation", 20)]
    assert grouped(names) == [["FTU"], ["Federation"]]
    things = things_from_names(names, {}, lambda type, name: "Federation of Trade Unions")
    assert [sorted(thing.names) for thing in things] == [["FTU", "Federation"]]


def test_a_given_name_with_patronymic_joins_the_name_with_surname() -> None:
    things = things_from_names([("person", "Amantai Khamitovich", 0), ("person", "Amantai Seitov", 30)], {})
    assert [thing.fullest for thing in things] == ["Amantai Seitov"]
