"""flows/normalize/happenings.py"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.ids import mint_id
from flows.normalize.entities import KEY_IDS
from flows.normalize.happenings import happenings_from_parts
from schemas.contract import table_from_rows
from schemas.handoffs import LOCAL_TABLES

DAY = date(2026, 2, 6)
CONGRESS, LAW = "event:xxvi congress", "law:labor code"
FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))
Rows = list[dict[str, Any]]
# document, type, first and last day, place, participants, what it is by name
Told = (
    tuple[int, str, tuple[date, date] | None, str | None, tuple[str, ...]] | tuple[int, str, tuple[date, date] | None, None, tuple[()], str]
)


def _happenings(folder: Path, *told: Told) -> list[str]:
    """The happening of each event, in the order given."""
    ids = [mint_id("evt", number) for number in range(len(told))]
    events: Rows = []
    participants: Rows = []
    keys = {"place:astana", "organization:a", "organization:b", CONGRESS, LAW}
    for event_id, (document, type, days, place, who, *name) in zip(ids, told, strict=True):
        own = {"event_id": event_id, "document_id": mint_id("doc", document)}
        dates = {} if days is None else {"date_edtf": "x", "date_from": days[0], "date_until": days[1]}
        events.append(
            own
            | dates
            | {"type": type, "status": "occurred", "trigger": "held", "char_start": 0, "char_end": 1, "place_key": place, "confidence": 1.0}
            | {"named_key": name[0] if name else None}
        )
        participants.extend(own | {"entity_key": key, "role": "participant"} for key in who)
    pq.write_table(table_from_rows(LOCAL_TABLES["events"], events), folder / "events.parquet")
    pq.write_table(table_from_rows(LOCAL_TABLES["participants"], participants), folder / "participants.parquet")
    key_ids = pa.table([sorted(keys), [mint_id("ent", key) for key in sorted(keys)]], schema=KEY_IDS)
    with duckdb.connect() as con:
        found = happenings_from_parts(con, str(folder / "events.parquet"), str(folder / "participants.parquet"), key_ids)
    happening_of = dict(zip(found["event_id"].to_pylist(), found["happening_id"].to_pylist(), strict=True))
    assert set(happening_of) == set(ids)
    return [happening_of[event_id] for event_id in ids]


def test_reports_of_one_day_that_share_a_participant_are_one_happening(tmp_path: Path) -> None:
    one, other = _happenings(
        tmp_path,
        (1, "meeting", (DAY, DAY), None, ("organization:a",)),
        (2, "meeting", (DAY, DAY), None, ("organization:a", "organization:b")),
    )
    assert one == other


def test_another_type_day_or_participant_is_another_happening(tmp_path: Path) -> None:
    happenings = _happenings(
        tmp_path,
        (1, "meeting", (DAY, DAY), None, ("organization:a",)),
        (2, "visit", (DAY, DAY), None, ("organization:a",)),
        (3, "meeting", (date(2026, 2, 7), date(2026, 2, 7)), None, ("organization:a",)),
        (4, "meeting", (DAY, DAY), None, ("organization:b",)),
    )
    assert len(set(happenings)) == 4


def test_two_events_of_one_document_are_two_happenings(tmp_path: Path) -> None:
    one, other = _happenings(
        tmp_path, (1, "meeting", (DAY, DAY), None, ("organization:a",)), (1, "meeting", (DAY, DAY), None, ("organization:a",))
    )
    assert one != other


def test_undated_and_vaguely_dated_events_stay_alone(tmp_path: Path) -> None:
    year = (date(2026, 1, 1), date(2026, 12, 31))
    happenings = _happenings(
        tmp_path,
        (1, "meeting", None, "place:astana", ("organization:a",)),
        (2, "meeting", None, "place:astana", ("organization:a",)),
        (3, "meeting", year, "place:astana", ("organization:a",)),
        (4, "meeting", year, "place:astana", ("organization:a",)),
    )
    assert len(set(happenings)) == 4


def test_a_report_without_participants_joins_the_one_of_its_day_and_place(tmp_path: Path) -> None:
    one, other, third = _happenings(
        tmp_path,
        (1, "meeting", (DAY, DAY), "place:astana", ()),
        (2, "meeting", (DAY, DAY), "place:astana", ("organization:a",)),
        (3, "meeting", (DAY, DAY), None, ()),
    )
    assert one == other != third


def test_a_report_of_the_month_joins_when_place_and_participant_fit(tmp_path: Path) -> None:
    one, other, third = _happenings(
        tmp_path,
        (1, "meeting", (DAY, DAY), "place:astana", ("organization:a",)),
        (2, "meeting", FEBRUARY, "place:astana", ("organization:a",)),
        (3, "meeting", FEBRUARY, None, ("organization:a",)),
    )
    assert one == other != third


def test_reports_of_one_numbered_event_are_one_happening_whatever_they_know_of_its_day(tmp_path: Path) -> None:
    year = (date(2026, 1, 1), date(2026, 12, 31))
    happenings = _happenings(
        tmp_path,
        (1, "meeting", None, None, (), CONGRESS),
        (2, "meeting", (DAY, DAY), None, (), CONGRESS),
        (3, "meeting", year, None, (), CONGRESS),
    )
    assert len(set(happenings)) == 1


def test_another_day_or_type_is_no_report_of_the_numbered_event(tmp_path: Path) -> None:
    happenings = _happenings(
        tmp_path,
        (1, "meeting", (DAY, DAY), None, (), CONGRESS),
        (2, "meeting", (date(2021, 5, 5), date(2021, 5, 5)), None, (), CONGRESS),
        (3, "vote", (DAY, DAY), None, (), CONGRESS),
    )
    assert len(set(happenings)) == 3


def test_two_events_of_one_document_are_two_even_by_one_name(tmp_path: Path) -> None:
    one, other = _happenings(tmp_path, (1, "meeting", (DAY, DAY), None, (), CONGRESS), (1, "meeting", None, None, (), CONGRESS))
    assert one != other


def test_a_law_adopted_in_one_year_is_one_adoption(tmp_path: Path) -> None:
    one, other, third, fourth, undated = _happenings(
        tmp_path,
        (1, "adoption", (DAY, DAY), None, (), LAW),
        (2, "adoption", (date(2026, 1, 1), date(2026, 12, 31)), None, (), LAW),
        (3, "adoption", (date(2015, 11, 23), date(2015, 11, 23)), None, (), LAW),
        (4, "proposal", (DAY, DAY), None, (), LAW),
        (5, "adoption", None, None, (), LAW),
    )
    assert one == other
    assert len({one, third, fourth, undated}) == 4
