from __future__ import annotations

from importlib.resources import files

import pytest

from flows.normalize.lexicon import lexicon_rows, lexicon_words

OURS = (
    "abbreviations case_endings common_words demonyms function_words given_names honorifics "
    "methods name_evidence name_heads surname_endings title_equals titles"
)


@pytest.mark.parametrize("name", OURS.split())
def test_every_list_names_its_source_and_repeats_no_line(name: str) -> None:
    text = (files("flows.normalize.lexicon") / f"{name}.csv").read_text(encoding="utf-8")
    assert text.startswith("# ")
    rows = [tuple(row.values()) for row in lexicon_rows(name)]
    assert len(rows) == len(set(rows)) > 0
    assert all(None not in row for row in rows)


def test_words_can_be_chosen_by_another_column() -> None:
    assert "no" in lexicon_words("abbreviations", language="en", before="number")
    assert "no" not in lexicon_words("abbreviations", language="en", before="any")
