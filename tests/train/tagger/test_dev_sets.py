from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from flows.train.authored import AuthoredDocument, document_from_node
from flows.train.tagger.dev_sets import attributions_example, clean_examples, dev_sets, names_set, noise_examples

PAGE = """<doc id="x1" language="en"><junk>Home | Contacts</junk>
<title>Strike in <loc id="l1">Aqsai</loc></title>

<per id="p1">Asel</per> spoke.</doc>"""


@pytest.fixture
def page() -> AuthoredDocument:
    return document_from_node(ET.fromstring(PAGE))


def attribution(text: str, *parts: str, kind: str = "direct", cue: str = "said") -> dict[str, Any]:
    segments = [(text.index(part), text.index(part) + len(part)) for part in parts]
    at = text.index(cue)
    return {
        "text": text,
        "quotes": [
            {
                "start": segments[0][0],
                "end": segments[-1][1],
                "kind": kind,
                "segments": segments,
                "cue_start": at,
                "cue_end": at + len(cue),
                "speaker_start": None,
                "speaker_end": None,
            }
        ],
    }


def quotes(record: dict[str, Any]) -> list[str]:
    example = attributions_example(record)
    return [example.text[one.start : one.end] for one in example.marked if one.layer == "quote"]


def test_a_clean_example_has_names_but_no_page_noise(page: AuthoredDocument) -> None:
    (example,) = clean_examples([page])
    assert example.text == "Strike in Aqsai\nAsel spoke."
    assert "noise" not in example.known
    assert [example.text[one.start : one.end] for one in example.marked if one.layer == "name"] == ["Aqsai", "Asel"]


def test_a_noise_example_has_the_printed_page_and_its_noise_alone(page: AuthoredDocument) -> None:
    (example,) = noise_examples([page])
    assert example.known == {"noise"}
    assert [example.text[one.start : one.end] for one in example.marked] == ["Home | Contacts"]


def test_parts_of_a_direct_quote_with_the_cue_between_are_quotes_of_their_own() -> None:
    assert quotes(attribution("“We won,” she said. “At last.”", "“We won,”", "“At last.”")) == ["We won", "At last"]


def test_parts_with_only_marks_between_are_one_quote() -> None:
    assert quotes(attribution("“We won.\n“At last,” she said", "“We won.", "“At last,”")) == ["We won.\n“At last"]


def test_a_reported_clause_keeps_its_cue_inside() -> None:
    assert quotes(attribution("Pay, he said, must rise.", "Pay", "must rise", kind="indirect")) == ["Pay, he said, must rise"]


def test_a_cue_named_by_two_quotes_is_marked_once() -> None:
    record = attribution("“We won,” she said. “At last.”", "“We won,”")
    record["quotes"] *= 2
    assert [one.layer for one in attributions_example(record).marked] == ["quote", "kind", "cue"]


def test_names_of_types_that_a_set_calls_otherwise_are_unjudged(tmp_path: Path) -> None:
    spans = [{"start": 0, "end": 4, "mapped": "PER"}, {"start": 8, "end": 12, "mapped": "MISC"}]
    record = {"id": "1", "text": "Asel on Ford", "spans": spans}
    (tmp_path / "some.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (example,) = names_set("some", tmp_path, "some", frozenset(("person",))).examples
    assert [(one.label, one.start) for one in example.marked] == [("person", 0)]
    assert [one.start for one in example.unjudged] == [8]


def test_without_a_folder_there_are_only_the_authored_sets() -> None:
    assert {one.name.split()[0] for one in dev_sets(None)} <= {"authored", "authored,"}


def test_a_folder_that_lacks_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"ner\.crossner_politics\.dev"):
        list(dev_sets(tmp_path))
