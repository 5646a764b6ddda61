"""flows/normalize/authority.py and the tables of raw/reference"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.issues import SetupError
from flows.normalize.authority import DEFAULT_FOLDER, authority_from_folder

AUTHORITIES = "authority_id,type,name,country,wikidata_id,source\norg-a,organization,Union of Miners of Kazakhstan,KZ,,charter\n"
ALIASES = "authority_id,alias,language,local,valid_from,valid_until,source\norg-a,UMK,en,,,,charter\n"
PLACES = "place_id,kind,country,within,en,ru,kk,others,source\nplc-kz,country,KZ,,Kazakhstan,Казахстан,Қазақстан,,CLDR\n"


def _folder(path: Path, authorities: str = AUTHORITIES, aliases: str = ALIASES, places: str = PLACES) -> Path:
    for name, text in (("authorities.csv", authorities), ("aliases.csv", aliases), ("places.csv", places)):
        (path / name).write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [
        ("the UMK", None, "org-a"),
        ("Union of Miners of Kazakhstan", None, "org-a"),
        ("Union of Miners", "KZ", "org-a"),
        ("Union of Miners", "KG", None),
    ],
)
def test_a_body_is_known_by_its_names(tmp_path: Path, name: str, country: str | None, found: str | None) -> None:
    known = authority_from_folder(_folder(tmp_path)).known("organization", name, country)
    assert (known and known.authority_id) == found


def test_a_name_that_two_things_share_is_unresolved(tmp_path: Path) -> None:
    authority = authority_from_folder(_folder(tmp_path, AUTHORITIES + "org-b,organization,UMK,KG,,charter\n"))
    assert authority.known("organization", "UMK") is None
    assert authority.known("organization", "UMK", "KG").authority_id == "org-b"  # type: ignore[union-attr]


def test_a_name_is_not_known_before_it_was_given(tmp_path: Path) -> None:
    authority = authority_from_folder(_folder(tmp_path, aliases=ALIASES + "org-a,Qaz Miners,en,,2020-01-01,,charter\n"))
    assert authority.known("organization", "Qaz Miners", on=date(2019, 12, 31)) is None
    assert authority.known("organization", "Qaz Miners", on=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ({"authorities": AUTHORITIES + "org-b,club,B,KZ,,x\n"}, "authorities.csv, line 3: the type 'club'"),
        ({"authorities": AUTHORITIES + "org-a,organization,B,KZ,,x\n"}, "authorities.csv, line 3: the id 'org-a' stands twice"),
        ({"authorities": AUTHORITIES + "per-b,organization,B,KZ,,x\n"}, "must begin with 'org-'"),
        ({"authorities": AUTHORITIES + "org-b,organization,B,KZ,1065,x\n"}, "no Wikidata item"),
        ({"authorities": AUTHORITIES + "org-b,organization,B, of C,KZ,,x\n"}, "line 3: it must have 6 values"),
        ({"aliases": ALIASES + "org-z,Z,en,,,,x\n"}, "aliases.csv, line 3: no authority or place 'org-z'"),
        ({"aliases": ALIASES + "org-a,Z,en,,1995-13-01,,x\n"}, "'1995-13-01' is no day"),
        ({"places": "id,name\n"}, "places.csv, line 1: the columns must be"),
    ],
)
def test_a_bad_line_is_refused_with_its_place_and_the_mend(tmp_path: Path, tables: dict[str, str], told: str) -> None:
    with pytest.raises(SetupError, match="csv") as refused:
        authority_from_folder(_folder(tmp_path, **tables))
    assert told in str(refused.value)


def test_a_missing_table_is_a_setup_error(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="cannot be read"):
        authority_from_folder(tmp_path)


@pytest.mark.parametrize(
    ("type", "name", "found"),
    [
        ("place", "Astana", "plc-kz-astana"),
        ("place", "Nur-Sultan", "plc-kz-astana"),
        ("place", "Целиноград", "plc-kz-astana"),
        ("place", "Almaty", "plc-kz-almaty"),
        ("place", "Almaty Region", "plc-kz-almaty-region"),
        ("place", "Алматы облысы", "plc-kz-almaty-region"),
        ("place", "Ust-Kamenogorsk", "plc-kz-oskemen"),
        ("place", "Өскемен", "plc-kz-oskemen"),
        ("place", "Semipalatinsk", "plc-kz-semey"),
        ("place", "Qyzylorda", "plc-kz-kyzylorda"),
        ("place", "Geneva", "plc-ch-geneva"),
        ("place", "Singapore", "plc-sg"),
        ("place", "Кыргызская Республика", "plc-kg"),
        ("organization", "International Labor Organization", "org-ilo"),
        ("organization", "МОТ", "org-ilo"),
        ("organization", "ФПРК", "org-fturk"),
        ("organization", "Ministry of Labour and Social Protection of the Population of Kazakhstan", "org-kz-mlsp"),
        ("person", "Қасым-Жомарт Тоқаев", "per-kz-tokayev"),
    ],
)
def test_the_shipped_tables_know_names_in_three_languages(type: str, name: str, found: str) -> None:
    known = authority_from_folder(DEFAULT_FOLDER).known(type, name)
    assert known is not None
    assert known.authority_id == found


def test_the_shipped_tables_hold_no_titles_of_holders() -> None:
    authority = authority_from_folder(DEFAULT_FOLDER)
    assert authority.known("person", "Head of State", "KZ") is None
    assert authority.known("person", "President", "KZ") is None


def test_every_part_of_a_shipped_place_is_a_place() -> None:
    things = authority_from_folder(DEFAULT_FOLDER).things
    assert [thing.authority_id for thing in things.values() if thing.within and thing.within not in things] == []
