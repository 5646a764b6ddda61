from __future__ import annotations

import pytest

from flows.normalize.short_names import is_acronym, is_short_for


@pytest.mark.parametrize(
    ("kind", "short", "full"),
    [
        ("person", "Nurbekova", "Asel Nurbekova"),
        ("person", "A. Nurbekova", "Asel Nurbekova"),
        ("person", "van der Heide", "Teuvo van der Heide"),
        ("person", "Ó Broin", "Eoin Ó Broin"),
        ("person", "Nurlan Sabitovich", "Nurlan Bekenov"),
        ("person", "Roza Kalykovna", "R. K. Asanova"),
        ("person", "Nurlan Sabitovich", "Nurlan Sabitovich Bekenov"),
        ("person", "B.N.", "Botagoz Amangeldikyzy Nurseit"),
        ("person", "Gena", "Gennady Tolstov"),
        ("person", "“Kairos”", "Emil “Kairos” Petrov"),
        ("organization", "Arba", "Union of Porters “Arba”"),
        ("organization", "Labor Ministry", "Ministry of Labor and Social Protection"),
        ("organization", "Center", "Association “Trade Union Center of Kyzylorda Region”"),
        ("event", "Plenum", "IV Plenum"),
        ("event", "5th Congress", "V Congress of Miners"),
        ("law", "Convention 87", "Convention No. 87"),
        ("organization", "Federation", "Federation of Trade Unions"),
        ("organization", "ILO", "International Labour Organization"),
        ("organization", "“Kenshi” Union", "Trade Union of Miners “Kenshi”"),
        ("event", "Congress", "XIV Congress of Miners"),
        ("law", "draft Constitution", "new Constitution of the Republic"),
        ("law", "Fundamental Law", "current Constitution"),
    ],
)
def test_a_short_name_stands_for_the_long_one(kind: str, short: str, full: str) -> None:
    assert is_short_for(kind, short, full)


@pytest.mark.parametrize(
    ("kind", "short", "full"),
    [
        ("person", "Seitova", "Asel Nurbekova"),
        ("person", "Madina Nurbekova", "Asel Nurbekova"),
        ("place", "Almaty", "Almaty Region"),
        ("person", "Nurlan Sabitovich", "Nurlan Maratovich Bekenov"),
        ("person", "Roza Kalykovna", "R. M. Asanova"),
        ("person", "B.N.", "Botagoz Seitova"),
        ("person", "Gena", "Georgy Tolstov"),
        ("organization", "Senate", "Senate Labor Committee"),
        ("event", "VIII Congress", "IX Congress of Miners"),
        ("event", "I Congress", "VIII Congress"),
        ("law", "Constitution", "1986 Constitution"),
        ("organization", "Council", "Federation of Trade Unions"),
        ("organization", "Trade Union of Workers", "Sectoral Trade Union of Education and Science Workers"),
        ("law", "current Constitution", "draft new Constitution of the Republic"),
    ],
)
def test_other_names_do_not(kind: str, short: str, full: str) -> None:
    assert not is_short_for(kind, short, full)


def test_an_acronym_takes_the_first_letters_in_order() -> None:
    assert is_acronym("FTURK", "Federation of Trade Unions of the Republic of Kazakhstan")
    assert not is_acronym("WHO", "International Labour Organization")
