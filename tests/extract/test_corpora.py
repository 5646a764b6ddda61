from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.extract.corpora import corpora_from_raw, corpus_from_folder
from flows.extract.corpus import SourceFacts
from flows.issues import SetupError


def corpus_folder(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "raw" / "press"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_of_plain_files_is_a_corpus_with_defaults(tmp_path: Path) -> None:
    corpus = corpus_from_folder(corpus_folder(tmp_path, page_txt="A page."))
    assert (corpus.name, corpus.title, corpus.languages, corpus.republish_text, corpus.expect_min) == ("press", "press", (), True, None)


def test_corpus_toml_is_read(tmp_path: Path) -> None:
    told = 'title = "Press"\nlanguages = ["kk", "ru"]\nrepublish_text = false\n'
    told += "[expect]\ndocuments = { min = 2, max = 9 }\n[limits]\narchive_ratio = 50"
    corpus = corpus_from_folder(corpus_folder(tmp_path, corpus_toml=told))
    assert (corpus.title, corpus.languages, corpus.republish_text) == ("Press", ("kk", "ru"), False)
    assert (corpus.expect_min, corpus.expect_max, corpus.limits.archive_ratio, corpus.limits.document_megabytes) == (2, 9, 50, 64)


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ('titel = "Press"', ["corpus.toml", "unknown key 'titel'", "title"]),
        ("republish_text = 1", ["corpus.toml", "'republish_text'", "found 1"]),
        ('languages = ["English"]', ["corpus.toml", "languages.0", "English"]),
        ("[expect]\ndocuments = { minimum = 3 }", ["unknown key 'expect.documents.minimum'", "max, min"]),
        ('[fields]\nbody = "x"', ["corpus.toml", "fields.body", "'text', 'title'"]),
        ('title = "open', ["corpus.toml", "not valid TOML"]),
    ],
)
def test_a_wrong_key_or_type_ends_with_file_key_and_mend(tmp_path: Path, told: str, named: list[str]) -> None:
    folder = corpus_folder(tmp_path, corpus_toml=told)
    with pytest.raises(SetupError) as error:
        corpus_from_folder(folder)
    assert [words for words in named if words not in str(error.value)] == []


def test_sources_csv_gives_facts_by_file(tmp_path: Path) -> None:
    told = 'file,url,published\n"a, b.html",https://example.org/a,2025-02\nc.txt,,\n'
    corpus = corpus_from_folder(corpus_folder(tmp_path, sources_csv=told))
    assert corpus.sources == {"a, b.html": SourceFacts(url="https://example.org/a", published="2025-02"), "c.txt": SourceFacts()}


@pytest.mark.parametrize("told", ["name,url\na,b\n", "file,link\na,b\n", "file,url\na,b\na,c\n", "file,url\na,b,c\n"])
def test_a_wrong_sources_csv_is_a_setup_error(tmp_path: Path, told: str) -> None:
    with pytest.raises(SetupError, match=r"sources\.csv"):
        corpus_from_folder(corpus_folder(tmp_path, sources_csv=told))


def test_a_correction_of_an_unknown_column_is_a_setup_error(tmp_path: Path) -> None:
    told = '[[correction]]\ndocument = "a.txt"\ncolumn = "text"\nexpect = "x"\nvalue = "y"\nreason = "typo"'
    with pytest.raises(SetupError, match="'text' can't be corrected"):
        corpus_from_folder(corpus_folder(tmp_path, corrections_toml=told))


def test_a_correction_without_reason_is_a_setup_error(tmp_path: Path) -> None:
    told = '[[correction]]\ndocument = "a.txt"\ncolumn = "title"\nvalue = "y"'
    with pytest.raises(SetupError, match="reason"):
        corpus_from_folder(corpus_folder(tmp_path, corrections_toml=told))


def test_reference_and_hidden_folders_are_no_corpora(tmp_path: Path) -> None:
    raw = corpus_folder(tmp_path).parent
    (raw / "reference").mkdir()
    (raw / ".git").mkdir()
    assert [corpus.name for corpus in corpora_from_raw(raw)] == ["press"]


def test_an_empty_or_missing_raw_folder_tells_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="--raw"):
        corpora_from_raw(tmp_path / "nowhere")
    with pytest.raises(SetupError, match="Drop a folder"):
        corpora_from_raw(tmp_path)


@pytest.mark.parametrize(("column", "value"), [("published_edtf", "12 May 2023"), ("published_edtf", "2023-13"), ("language", "English")])
def test_a_corrected_value_that_its_column_cannot_hold_is_a_setup_error(tmp_path: Path, column: str, value: str) -> None:
    told = f'[[correction]]\ndocument = "a.txt"\ncolumn = "{column}"\nvalue = "{value}"\nreason = "as printed"\n'
    with pytest.raises(SetupError, match=rf"corrections\.toml: correction 1: {column} is '{value}'; give "):
        corpus_from_folder(corpus_folder(tmp_path, corrections_toml=told))


@pytest.mark.parametrize(("column", "value"), [("published_edtf", "2023-05/2023-06"), ("language", "kk")])
def test_a_corrected_value_that_its_column_can_hold_is_taken(tmp_path: Path, column: str, value: str) -> None:
    told = f'[[correction]]\ndocument = "a.txt"\ncolumn = "{column}"\nvalue = "{value}"\nreason = "as printed"\n'
    assert corpus_from_folder(corpus_folder(tmp_path, corrections_toml=told)).corrections[0].value == value


def test_a_corpus_folder_whose_name_is_not_utf_8_is_named(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"press-\xff")
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    with pytest.raises(SetupError, match=r"press-\\udcff is not UTF-8"):
        corpora_from_raw(tmp_path)
