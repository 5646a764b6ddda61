from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from flows.train.tagger.examples import Example, Marked
from flows.train.tagger.open_examples import TRAINING, bare_quote, open_examples

FIGURES_ONLY = ("worldwide", "polnear")


def span(text: str, words: str, label: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "label": label, "mapped": label}


def names(text: str, *spans: tuple[str, str]) -> dict[str, Any]:
    return {"id": "a", "text": text, "spans": [span(text, *one) for one in spans]}


def quotes(text: str, *told: Mapping[str, str]) -> dict[str, Any]:
    records = []
    for one in told:
        record: dict[str, Any] = {"kind": one.get("kind", "direct")}
        for key, prefix in (("quote", ""), ("cue", "cue_"), ("speaker", "speaker_")):
            place = text.index(one[key]) if key in one else None
            record[f"{prefix}start"], record[f"{prefix}end"] = place, None if place is None else place + len(one[key])
        records.append(record)
    return {"id": "a", "text": text, "quotes": records}


def read(folder: Path, **files: Sequence[Mapping[str, Any]]) -> list[Example]:
    """The examples of a folder whose files are empty but for those given; '_' stands for '.'."""
    for one in TRAINING.values():
        for name in (*one.files, *one.quotes):
            given = next((records for key, records in files.items() if name.startswith(key.replace("__", "."))), [])
            (folder / f"{name}.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in given), encoding="utf-8")
    return list(open_examples(folder))


def cut(example: Example, spans: tuple[Marked, ...]) -> list[tuple[str, str, str]]:
    return [(one.layer, one.label, example.text[one.start : one.end]) for one in spans]


def test_nothing_is_learned_from_sets_that_are_for_figures_only() -> None:
    assert not [name for one in TRAINING.values() for name in (*one.files, *one.quotes) if any(part in name for part in FIGURES_ONLY)]
    assert not [name for one in TRAINING.values() for name in one.files if name == "ner.crossner_politics.dev"]


def test_every_set_tells_its_licence() -> None:
    assert all(one.licence for one in TRAINING.values())


def test_labels_become_our_types(tmp_path: Path) -> None:
    text = "Asel met the UN in Almaty near the Palace ."
    record = names(text, ("Asel", "PER"), ("UN", "ORG"), ("Almaty", "GPE"), ("Palace", "FAC"))
    (one,) = read(tmp_path, ner__meantime__airbus=[record])
    assert cut(one, one.marked) == [
        ("name", "person", "Asel"),
        ("name", "organization", "UN"),
        ("name", "place", "Almaty"),
        ("name", "place", "Palace"),
    ]
    assert one.known == {"name"}


def test_dates_and_amounts_are_no_names_and_what_a_set_calls_otherwise_is_unjudged(tmp_path: Path) -> None:
    (one,) = read(tmp_path, ner__meantime__airbus=[names("In May the Nobel Prize", ("May", "DATE"), ("Nobel Prize", "MISC"))])
    assert one.marked == ()
    assert cut(one, one.unjudged) == [("name", "", "Nobel Prize")]


def test_events_are_names_only_of_the_set_that_has_them_as_we_do(tmp_path: Path) -> None:
    record = names("the 2021 Election", ("2021 Election", "EVENT"))
    other, politics = read(tmp_path, ner__redocred__dev=[record], ner__crossner_politics__train=[record])
    assert (cut(other, other.marked), cut(other, other.unjudged)) == ([], [("name", "", "2021 Election")])
    assert cut(politics, politics.marked) == [("name", "event", "2021 Election")]


def test_demonyms_are_no_names(tmp_path: Path) -> None:
    (one,) = read(tmp_path, ner__redocred__dev=[names("The Kazakh miners of Kazakhstan", ("Kazakh", "LOC"), ("Kazakhstan", "LOC"))])
    assert cut(one, one.marked) == [("name", "place", "Kazakhstan")]


def test_a_name_has_no_honorific_and_no_article(tmp_path: Path) -> None:
    text = "Mr. Smith of the United Nations and Dr Mrs Lee"
    (one,) = read(tmp_path, ner__meantime__stock=[names(text, ("Mr. Smith", "PER"), ("the United Nations", "ORG"), ("Dr Mrs Lee", "PER"))])
    assert [words for _, _, words in cut(one, one.marked)] == ["Smith", "United Nations", "Lee"]


def test_an_honorific_that_is_the_whole_name_stays(tmp_path: Path) -> None:
    (one,) = read(tmp_path, ner__wnut17__dev=[names("Madam spoke", ("Madam", "PER"))])
    assert cut(one, one.marked) == [("name", "person", "Madam")]


def test_quotes_come_with_cue_and_source(tmp_path: Path) -> None:
    text = "“ We agree , ” said Asel ."
    (one,) = read(tmp_path, quotes__riqua=[quotes(text, {"quote": "“ We agree , ”", "cue": "said", "speaker": "Asel"})])
    assert cut(one, one.marked) == [("quote", "", "We agree"), ("kind", "direct", "We agree"), ("cue", "", "said"), ("source", "", "Asel")]
    assert one.known == {"quote", "cue", "source"}


def test_a_cue_and_a_source_that_two_quotes_share_are_marked_once(tmp_path: Path) -> None:
    text = "“ Yes , ” said Asel , “ we agree . ”"
    told = [{"quote": words, "cue": "said", "speaker": "Asel"} for words in ("“ Yes , ”", "“ we agree . ”")]
    (one,) = read(tmp_path, quotes__riqua=[quotes(text, *told)])
    assert [layer for layer, _, _ in cut(one, one.marked)] == ["quote", "kind", "cue", "source", "quote", "kind"]


def test_names_and_quotes_of_one_text_are_one_example(tmp_path: Path) -> None:
    text = "Asel said that they agree ; “ fine ” , she said ."
    told = quotes(text, {"quote": "they agree", "kind": "indirect"}, {"quote": "“ fine ”", "cue": "said"})
    (one,) = read(tmp_path, ner_flat__gum=[names(text, ("Asel", "PER"))], quotes__gum=[told])
    assert one.known == {"name", "quote"}
    assert cut(one, one.marked) == [("name", "person", "Asel"), ("quote", "", "fine"), ("kind", "direct", "fine")]
    assert ("quote", "", "they agree") in cut(one, one.unjudged)


def test_typewriter_marks_become_printed_ones_in_as_many_characters(tmp_path: Path) -> None:
    text = "Asel : `` fine ''"
    (one,) = read(tmp_path, ner__uner_ewt__dev=[names(text, ("Asel", "PER"))])
    assert one.text == "Asel :  “ fine ” "
    assert len(one.text) == len(text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="gum_open"):
        list(open_examples(tmp_path))


@pytest.mark.parametrize(
    ("given", "bare"),
    [
        ("“We agree,”", "We agree"),
        ("that they agree.", "they agree"),
        ("“that they agree”", "they agree"),
        ("thatched roofs", "thatched roofs"),
        ("“Do we agree?”", "Do we agree?"),
        (" ‘Never!’ ", "Never!"),
        ("«Да», ", "Да"),
        ("“”", ""),
        ("", ""),
    ],
)
def test_a_quote_loses_outer_marks_that_and_its_last_comma(given: str, bare: str) -> None:
    start, end = bare_quote(f"x{given}y", 1, 1 + len(given))
    assert f"x{given}y"[start:end] == bare
