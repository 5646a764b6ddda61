from __future__ import annotations

import os
from pathlib import Path

from flows.extract.corpora import corpus_from_folder
from flows.extract.corpus import RawFile
from flows.extract.files import files_from_corpus, unmatched_settings
from flows.issues import Issue


def found_in(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    entries = list(files_from_corpus(corpus_from_folder(folder)))
    files = [entry.raw_path for entry in entries if isinstance(entry, RawFile)]
    return files, [(entry.code, entry.raw_path or "") for entry in entries if isinstance(entry, Issue)]


def press(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    folder.mkdir()
    return folder


def test_files_come_in_one_order_and_settings_are_no_documents(tmp_path: Path) -> None:
    folder = press(tmp_path)
    (folder / "2025").mkdir()
    for name in ("b.txt", "a.html", "2025/c.pdf"):
        (folder / name).write_text("x")
    (folder / "corpus.toml").write_text("")
    assert found_in(folder) == (["press/2025/c.pdf", "press/a.html", "press/b.txt"], [])


def test_odd_names_are_read(tmp_path: Path) -> None:
    folder = press(tmp_path)
    names = ["two words.txt", "🎉.txt", "Қазақ.txt", "line\nfeed.txt"]
    for name in names:
        (folder / name).write_text("x")
    assert found_in(folder) == ([f"press/{name}" for name in sorted(names)], [])


def test_hidden_files_are_passed_over_with_a_note(tmp_path: Path) -> None:
    folder = press(tmp_path)
    (folder / ".hidden.txt").write_text("x")
    assert found_in(folder) == ([], [("file-hidden", "press/.hidden.txt")])


def test_links_out_of_the_corpus_to_nothing_and_in_a_loop_are_refused(tmp_path: Path) -> None:
    folder = press(tmp_path)
    (tmp_path / "secret.txt").write_text("x")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "nothing.txt").symlink_to(folder / "gone.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    files, issues = found_in(folder)
    assert files == []
    assert issues == [("link-refused", f"press/{name}") for name in ("loop", "nothing.txt", "out.txt", "self.txt")]


def test_a_link_inside_the_corpus_is_followed(tmp_path: Path) -> None:
    folder = press(tmp_path)
    (folder / "a.txt").write_text("x")
    (folder / "b.txt").symlink_to(folder / "a.txt")
    assert found_in(folder) == (["press/a.txt", "press/b.txt"], [])


def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    folder = press(tmp_path)
    os.mkfifo(folder / "pipe.txt")
    assert found_in(folder) == ([], [("file-special", "press/pipe.txt")])


def test_a_file_that_goes_while_the_folder_is_listed_is_told(tmp_path: Path) -> None:
    folder = press(tmp_path)
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text("x")
    listing = files_from_corpus(corpus_from_folder(folder))
    assert isinstance(next(listing), RawFile)
    (folder / "b.txt").unlink()
    gone, last = listing
    assert isinstance(gone, Issue)
    assert isinstance(last, RawFile)
    assert (gone.code, gone.raw_path, last.raw_path) == ("file-vanished", "press/b.txt", "press/c.txt")


def test_a_file_that_cannot_be_reached_any_more_is_told(tmp_path: Path) -> None:
    folder = press(tmp_path)
    (folder / "2025").mkdir()
    for name in ("2025/a.txt", "2025/b.txt", "c.txt"):
        (folder / name).write_text("x")
    listing = files_from_corpus(corpus_from_folder(folder))
    assert isinstance(next(listing), RawFile)
    (folder / "2025").rename(tmp_path / "moved")
    (folder / "2025").write_text("a file where the folder was")
    closed, last = listing
    assert isinstance(closed, Issue)
    assert isinstance(last, RawFile)
    assert (closed.code, closed.raw_path, last.raw_path) == ("folder-unreadable", "press/2025/b.txt", "press/c.txt")
    assert str(tmp_path) not in closed.message


def test_sources_and_corrections_of_missing_files_are_told(tmp_path: Path) -> None:
    folder = press(tmp_path)
    (folder / "a.jsonl").write_text("{}")
    (folder / "sources.csv").write_text("file,url\na.jsonl#7,u\ngone.txt,u\n")
    (folder / "corrections.toml").write_text('[[correction]]\ndocument = "old.txt"\ncolumn = "title"\nvalue = "x"\nreason = "y"')
    corpus = corpus_from_folder(folder)
    files = [entry for entry in files_from_corpus(corpus) if isinstance(entry, RawFile)]
    told = [(issue.code, issue.value) for issue in unmatched_settings(corpus, files)]
    assert told == [("source-without-file", "gone.txt"), ("correction-without-document", "old.txt")]
