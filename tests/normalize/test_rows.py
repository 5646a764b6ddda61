from __future__ import annotations

import cProfile

import pyarrow as pa
import pytest

from flows.ids import mint_id
from flows.normalize.rows import rows_from_documents
from schemas.contract import pandera_schema
from schemas.handoffs import LOCAL_TABLES

TEXT = (
    "The XIV Congress of the Federation of Trade Unions was held in Astana on 12 May 2023.\n"
    "“Work must be safe,” said the Chairman of the Federation, Asel Nurbekova."
)


def documents(*texts: str) -> pa.Table:
    return pa.table(
        {
            "document_id": [mint_id("doc", str(index)) for index, _ in enumerate(texts)],
            "raw_path": [f"test/{index}.txt" for index, _ in enumerate(texts)],
            "text": list(texts),
            "title": pa.array([None] * len(texts), pa.string()),
            "language": ["en"] * len(texts),
            "published_from": pa.array([None] * len(texts), pa.date32()),
            "published_until": pa.array([None] * len(texts), pa.date32()),
            "raw_map": [[len(text), 0, len(text)] if text else [] for text in texts],
        }
    )


def test_every_local_table_satisfies_its_contract() -> None:
    tables, issues = rows_from_documents(documents(TEXT, "", "Nothing here."))
    assert issues == []
    assert set(tables) == set(LOCAL_TABLES)
    for name, contract in LOCAL_TABLES.items():
        pandera_schema(contract).validate(tables[name])
    assert {"Asel Nurbekova", "Astana"} <= set(tables["mentions"].column("text").to_pylist())
    assert tables["roles"].column("title").to_pylist() == ["Chairman of the Federation"]


def test_the_same_documents_give_the_same_rows() -> None:
    first, _ = rows_from_documents(documents(TEXT))
    second, _ = rows_from_documents(documents(TEXT))
    assert all(first[name].equals(second[name]) for name in first)


CUT = (
    "“The work is done and pay was sent on 5 May,” announced T. Akhmetova, head of the union.\nQ: Why?\nA: Pay.",
    "«Мы подписали договор 5 мая», — сообщила А. Ахметова, глава союза.\nВ: Почему?\nО: Из-за оплаты.",
    "«Келісімге 5 мамырда қол қойдық», — деді А. Ахметова, кәсіподақ төрайымы.",
)


def test_a_text_that_is_cut_off_anywhere_has_its_rows() -> None:
    texts = [text[:end] for text in CUT for end in range(1, len(text) + 1)]
    tables, issues = rows_from_documents(documents(*texts))
    assert issues == []
    assert len(set(tables["sentences"].column("document_id").to_pylist())) == len(texts)


def test_a_page_whose_only_holder_of_an_office_can_not_have_spoken_has_its_rows() -> None:
    text = (
        "through labor made,” emphasized Chairman of FTURK.\n"
        "In Deputy Chairman of FTURK Nurlan Uteshev the participants, Chairman of the Federation"
    )
    tables, issues = rows_from_documents(documents(text))
    assert issues == []
    assert tables["quotes"].column("speaker_key").to_pylist() == [None]


def test_a_page_that_fails_is_an_issue_and_the_others_go_on() -> None:
    batch = documents(TEXT, TEXT.replace("Astana", "Almaty"))
    broken = batch.set_column(batch.column_names.index("raw_map"), "raw_map", [[[1], [len(TEXT), 0, len(TEXT)]]])
    tables, (issue,) = rows_from_documents(broken)
    assert (issue.level, issue.code, issue.raw_path) == ("warning", "page-not-read", "test/0.txt")
    assert set(tables["sentences"].column("document_id").to_pylist()) == {mint_id("doc", "1")}


def test_a_page_that_the_tagger_cannot_read_is_an_issue_and_the_others_go_on() -> None:
    batch = documents(TEXT, TEXT)
    broken = batch.set_column(batch.column_names.index("text"), "text", pa.array([None, TEXT], pa.string()))
    tables, (issue,) = rows_from_documents(broken)
    assert (issue.code, issue.raw_path) == ("page-not-read", "test/0.txt")
    assert set(tables["mentions"].column("document_id").to_pylist()) == {mint_id("doc", "1")}


def meeting(number: int) -> str:
    """A paragraph with a person, a body, an office, a quote and a happening of its own, in words without figures."""
    name = "".join("bdfglmnrst"[int(figure)] + "aeiou"[int(figure) % 5] for figure in f"{number:04d}")
    return (
        f"The {name.title()} Union held a congress in Astana on 12 May 2023. “Work must be safe,” said the Chairman of the"
        f" {name.title()} Union, Asel {name.title()}ova. She said that the union would sign an agreement with the ministry.\n"
    )


@pytest.mark.slow
def test_a_text_twice_as_long_takes_about_twice_as_many_calls() -> None:
    calls = []
    for count in (80, 40, 80):  # the first fills the caches
        batch = documents("".join(meeting(number) for number in range(count)))
        profile = cProfile.Profile()
        profile.runcall(rows_from_documents, batch)
        calls.append(sum(entry.callcount for entry in profile.getstats()))
    assert calls[2] < 3.0 * calls[1]
