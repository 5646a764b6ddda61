from __future__ import annotations

from dataclasses import asdict

import pytest

from flows.collect.states import recovered_state
from flows.extract.collected import PAGES, issues_from_collected
from flows.extract.corpora import corpus_from_folder
from tests.collect import servers
from tests.collect.conftest import Press
from tests.collect.servers import Server


@pytest.fixture
def collected(press: Press, server: Server) -> Press:
    """Two pages, one of them in two versions."""
    server.paths |= {"/a": servers.page("A", ETag='"a"'), "/moved": servers.redirect("/b"), "/b": servers.page("B")}
    press.lists(server.url("/a"), server.url("/moved"))
    press.collect()
    server.paths["/a"] = servers.page("A, changed", ETag='"a2"')
    press.collect()
    return press


def test_a_lost_state_is_made_anew_from_the_archives(collected: Press) -> None:
    before, _ = recovered_state(collected.folder)
    (collected.folder / PAGES).unlink()
    after, _ = recovered_state(collected.folder)
    known = ("final_url", "etag", "sha256", "versions", "source")
    for key, page in after.pages.items():
        assert {name: asdict(page)[name] for name in known} == {name: asdict(before.pages[key])[name] for name in known}
    assert len(after.pages) == 2
    assert set(collected.collect().values()) == {"unchanged"}


@pytest.mark.parametrize("damage", [b"", b"{", b'{"format": 9}\n', b'{"format": 1, "files": []}\n', b"\xff\xfe"])
def test_a_damaged_state_is_told_by_the_build_and_mended_by_the_next_collect(collected: Press, damage: bytes) -> None:
    (collected.folder / PAGES).write_bytes(damage)
    corpus = corpus_from_folder(collected.folder)
    assert [issue.code for issue in issues_from_collected(corpus)] == (["collect-state-unreadable"] if damage else [])
    assert set(collected.collect().values()) == {"unchanged"}
    assert [issue.code for issue in issues_from_collected(corpus)] == ["collect-older-version"]


def test_the_state_is_written_the_same_again(collected: Press) -> None:
    from flows.collect.states import write_state

    state, told = recovered_state(collected.folder)
    before = (collected.folder / PAGES).read_bytes()
    write_state(collected.folder, state)
    assert ((collected.folder / PAGES).read_bytes(), told) == (before, [])


def test_pages_of_a_removed_archive_are_fetched_again(collected: Press, server: Server) -> None:
    for archive in collected.archives():
        archive.unlink()
    assert collected.collect() == {"/a": "kept", "/moved": "kept"}
    assert len(collected.page(server.url("/a")).versions) == 1
    assert any("was removed" in note for note in collected.report.notes)
