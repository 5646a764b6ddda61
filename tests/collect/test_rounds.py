from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.extract.collected import issues_from_collected
from flows.extract.corpora import corpus_from_folder
from flows.extract.files import files_and_issues
from flows.extract.reading import Reading
from flows.extract.readings import readings_from_file
from flows.issues import SetupError
from tests.collect import servers
from tests.collect.conftest import Press
from tests.collect.servers import Server


def documents(press: Press) -> list[Reading]:
    """What the build reads of the corpus; nothing else may come of it."""
    corpus = corpus_from_folder(press.folder)
    files, _ = files_and_issues(corpus)
    found = [one for file in files for one in readings_from_file(file, corpus)]
    assert all(isinstance(one, Reading) for one in found), found
    return [one for one in found if isinstance(one, Reading)]


def codes(press: Press) -> list[tuple[str, str | None]]:
    return [(issue.code, issue.value) for issue in issues_from_collected(corpus_from_folder(press.folder))]


def test_the_build_reads_what_was_collected_with_address_and_time(press: Press, server: Server) -> None:
    server.paths |= {"/a": servers.redirect("/b"), "/b": servers.page("The congress")}
    press.lists(server.url("/a"))
    assert press.collect() == {"/a": "kept"}
    (document,) = documents(press)
    assert document.metadata.url == server.url("/b")
    assert document.metadata.retrieved_at == press.page(server.url("/a")).last_seen
    assert "two hundred delegates" in document.text.text


def test_nothing_but_documents_is_listed_and_nothing_hidden_is_told(press: Press, server: Server) -> None:
    server.paths["/a"] = servers.page()
    press.lists(server.url("/a"))
    press.collect()
    files, issues = files_and_issues(corpus_from_folder(press.folder))
    assert [file.path for file in files] == press.archives()
    assert issues == []


def test_a_wrong_charset_is_kept_byte_for_byte(press: Press, server: Server) -> None:
    page = servers.ARTICLE.replace("congress", "съезд").format(title="Съезд профсоюзов").encode("cp1251")
    server.paths["/a"] = servers.sends(servers.answer(page, kind="text/html; charset=utf-8"))
    press.lists(server.url("/a"))
    assert press.collect() == {"/a": "kept"}
    assert "Съезд профсоюзов" in documents(press)[0].text.text


def test_a_page_that_did_not_change_is_not_kept_twice(press: Press, server: Server) -> None:
    server.paths |= {"/304": servers.conditional("One"), "/200": servers.page("Two")}
    press.lists(server.url("/304"), server.url("/200"))
    assert press.collect() == {"/304": "kept", "/200": "kept"}
    assert press.collect() == {"/304": "unchanged", "/200": "unchanged"}
    assert server.requests[-1].path in ("/304", "/200")
    assert (press.page(server.url("/304")).status, len(press.archives())) == (304, 1)


def test_a_page_that_changed_is_a_new_version_and_the_older_one_is_marked(press: Press, server: Server) -> None:
    press.lists(server.url("/a"))
    for title, outcome in (("First", "kept"), ("Second", "changed")):
        server.paths["/a"] = servers.page(title)
        assert press.collect() == {"/a": outcome}
    assert len(documents(press)) == 2
    corpus = corpus_from_folder(press.folder)
    (issue,) = issues_from_collected(corpus)
    first, second = press.page(server.url("/a")).versions
    assert (issue.code, issue.raw_path, issue.value) == ("collect-older-version", f"press/{first}", f"press/{second}")
    assert issue.document_id is not None


def test_a_page_that_vanished_is_noted_and_its_document_stays(press: Press, server: Server) -> None:
    server.paths["/a"] = servers.page()
    press.lists(server.url("/a"))
    press.collect()
    server.paths["/a"] = servers.status(410)
    assert press.collect() == {"/a": "gone status 410"}
    assert (len(documents(press)), codes(press)) == (1, [("collect-gone", server.url("/a"))])
    server.paths["/a"] = servers.page()
    assert press.collect() == {"/a": "unchanged"}
    assert codes(press) == []


def test_a_page_out_of_the_sitemap_is_noted_and_not_asked_again(press: Press, server: Server) -> None:
    urls = [server.url("/a"), server.url("/b")]
    server.paths |= {"/map": servers.xml(servers.sitemap(*urls)), "/a": servers.page("A"), "/b": servers.page("B")}
    press.names(f'sitemap = "{server.url("/map")}"')
    assert press.collect() == {"/a": "kept", "/b": "kept"}
    server.paths["/map"] = servers.xml(servers.sitemap(urls[0]))
    assert press.collect() == {"/a": "unchanged", "/b": "gone is no longer listed"}
    assert press.collect() == {"/a": "unchanged"}
    assert codes(press) == [("collect-gone", urls[1])]
    server.paths["/map"] = servers.xml(servers.sitemap(*urls))
    assert press.collect() == {"/a": "unchanged", "/b": "unchanged"}


def test_pages_of_a_sitemap_that_can_not_be_read_now_are_not_gone(press: Press, server: Server) -> None:
    server.paths |= {
        "/index": servers.xml(servers.sitemap_index(server.url("/1.xml"), server.url("/2.xml"))),
        "/1.xml": servers.xml(servers.sitemap(server.url("/a"))),
        "/2.xml": servers.xml(servers.sitemap(server.url("/b"))),
        "/a": servers.page("A"),
        "/b": servers.page("B"),
    }
    press.names(f'sitemap = "{server.url("/index")}"')
    press.collect()
    server.paths["/2.xml"] = servers.status(500)
    assert press.collect() == {"/a": "unchanged", "/b": "unchanged"}
    assert "/2.xml status 500" in press.report.sources[0].trouble
    assert press.report.unread == []
    server.paths["/index"] = servers.xml(servers.sitemap_index(server.url("/1.xml")))
    assert press.collect() == {"/a": "unchanged", "/b": "gone is no longer listed"}


def test_a_sitemap_index_that_names_itself_is_read_once(press: Press, server: Server) -> None:
    server.paths |= {
        "/index": servers.xml(servers.sitemap_index(server.url("/index"), server.url("/1.xml"))),
        "/1.xml": servers.xml(servers.sitemap(server.url("/a"))),
        "/a": servers.page("A"),
    }
    press.names(f'sitemap = "{server.url("/index")}"')
    assert press.collect() == {"/a": "kept"}
    assert "is named again" in press.report.sources[0].trouble
    assert server.asked("/index") == 1


def test_a_feed_that_did_not_change_still_names_its_pages(press: Press, server: Server) -> None:
    feed = servers.answer(b"<rss><channel><item><link>/a</link></item><item><link>/b</link></item></channel></rss>", ETag='"1"')

    def unchanged(client: object, request: servers.Request) -> None:
        done = request.headers.get("if-none-match") == '"1"'
        servers.sends(b"HTTP/1.1 304 Not Modified\r\n\r\n" if done else feed)(client, request)  # type: ignore[arg-type]

    server.paths |= {"/feed": unchanged, "/a": servers.page("A"), "/b": servers.page("B")}
    press.names(f'feed = "{server.url("/feed")}"\nmax_pages = 1')
    assert press.collect()["/a"] == "kept"
    assert press.collect() == {"/b": "kept", "/a": "waiting more than 1 pages in one run (key 'max_pages')"}
    assert press.report.sources[0].named == 2
    press.names(f'feed = "{server.url("/feed")}"\nexclude = ["/b"]')
    assert press.collect() == {"/a": "unchanged"}
    assert press.report.sources[0].passed_over == 1


def test_a_page_is_looked_at_again_when_it_is_time_or_its_source_says_that_it_changed(press: Press, server: Server) -> None:
    server.paths |= {"/map": servers.xml(servers.sitemap(server.url("/a"))), "/a": servers.page("A")}
    press.names(f'sitemap = "{server.url("/map")}"\nrecheck_days = 30')
    assert press.collect() == {"/a": "kept"}
    assert press.collect() == {}
    assert press.report.sources[0].fresh == 1
    assert press.collect(again=True) == {"/a": "unchanged"}
    server.paths["/map"] = servers.xml(
        servers.sitemap(server.url("/a"), modified=f"{datetime.now(UTC) + timedelta(hours=12):%Y-%m-%dT%H:%MZ}")
    )
    assert press.collect() == {"/a": "unchanged"}


def test_two_addresses_of_one_page_keep_it_once(press: Press, server: Server) -> None:
    server.paths |= {"/a": servers.redirect("/c"), "/b": servers.redirect("/c"), "/c": servers.page("C")}
    press.lists(server.url("/a"), server.url("/b"))
    assert press.collect() == {"/a": "kept", "/b": f"unchanged the same page as {server.url('/a')}"}
    assert len(documents(press)) == 1


def test_what_was_refused_or_failed_is_told_in_the_warehouse_too(press: Press, server: Server) -> None:
    server.paths |= {"/image": servers.sends(servers.answer(b"\x89PNG", kind="image/png")), "/down": servers.status(500)}
    press.lists(server.url("/image"), server.url("/down"), "ftp://example.org/x", more='[[collect.source]]\nfeed = "http://10.0.0.1/rss"\n')
    outcomes = press.collect()
    assert outcomes["/image"] == "refused is image/png, which no reader of the build opens"
    assert sorted(codes(press), key=str) == [
        ("collect-failed", server.url("/down")),
        ("collect-refused", "ftp://example.org/x"),
        ("collect-refused", server.url("/image")),
        ("collect-source-unread", "http://10.0.0.1/rss"),
    ]
    assert [source.source for source in press.report.unread] == ["http://10.0.0.1/rss"]


def test_a_dry_run_asks_for_no_page_and_writes_nothing(press: Press, server: Server) -> None:
    server.paths |= {"/feed": servers.rss(server.url("/a")), "/a": servers.page()}
    press.names(f'feed = "{server.url("/feed")}"')
    assert press.collect(is_dry=True) == {"/a": "waiting would be asked for"}
    assert (server.asked("/a"), [path.name for path in press.folder.iterdir()]) == (0, ["corpus.toml"])


def test_patterns_choose_among_what_a_source_names(press: Press, server: Server) -> None:
    paths = ("/news/1", "/news/1?print=1", "/about")
    server.paths |= {path: servers.page(path) for path in paths}
    server.paths["/feed"] = servers.rss(*(server.url(path) for path in paths))
    press.names(f'feed = "{server.url("/feed")}"\ninclude = ["/news/*"]\nexclude = ["*print=*"]')
    assert press.collect() == {"/news/1": "kept"}
    assert (press.report.sources[0].named, press.report.sources[0].passed_over) == (3, 2)


def test_archives_of_others_are_taken_in_once(press: Press, server: Server, tmp_path: Path) -> None:
    server.paths["/a"] = servers.page("From elsewhere")
    other = Press(tmp_path / "other" / "press", press.report)
    other.folder.mkdir(parents=True)
    other.lists(server.url("/a"))
    other.collect()
    (archive,) = other.archives()
    os.utime(archive, (1, 1))
    press.names(f'warcs = "{archive.parent}"')
    assert list(press.collect().values()) == [f"kept linked as collected/{archive.name}"]
    assert [document.metadata.url for document in documents(press)] == [server.url("/a")]
    assert list(press.collect().values()) == ["unchanged"]
    (archive.parent / "new.warc").write_bytes(b"WARC/1.1\r\n")
    assert sorted(press.collect().values()) == ["unchanged", "waiting was written within the last 60 s and may not be whole"]


def test_two_collects_do_not_work_on_one_corpus(press: Press, server: Server) -> None:
    seen: list[str] = []

    def meanwhile(client: object, request: servers.Request) -> None:
        try:
            press.collect()
        except SetupError as error:
            seen.append(str(error))
        servers.page()(client, request)  # type: ignore[arg-type]

    server.paths["/a"] = meanwhile
    press.lists(server.url("/a"))
    assert press.collect() == {"/a": "kept"}
    assert "another collect is at work" in seen[0]


def test_a_source_that_is_no_longer_named_leaves_its_documents_and_nothing_to_ask(press: Press, server: Server) -> None:
    server.paths |= {"/a": servers.page(), "/feed": servers.rss(server.url("/down"))}
    press.names(f'feed = "{server.url("/feed")}"')
    press.collect()
    press.lists(server.url("/a"))
    assert press.collect() == {"/a": "kept"}
    assert codes(press) == []


def test_a_full_disk_ends_the_collect_and_keeps_what_is_whole(press: Press, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.paths["*"] = servers.page()
    server.paths["/robots.txt"] = servers.status(404)
    press.lists(*(server.url(f"/{number}") for number in range(4)))
    write, count = os.write, [0]

    def full(handle: int, data: bytes) -> int:
        count[0] += 1
        if count[0] == 4:  # the archive's own record and two pages came before
            write(handle, bytes(data)[:100])
            raise OSError(28, "No space left on device")
        return write(handle, data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        press.collect()
    monkeypatch.undo()
    assert len(documents(press)) == 2
    assert sorted(press.collect().values()) == ["kept", "kept", "unchanged", "unchanged"]


def test_what_servers_say_steers_no_terminal_and_no_header(press: Press, server: Server) -> None:
    kind = b"text/\x9b31mred"
    odd = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "\xe9"\r\nContent-Length: 11\r\n\r\n<p>page</p>'
    server.paths |= {
        "/etag": servers.sends(odd),
        "/type": servers.sends(b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\nContent-Length: 1\r\n\r\nx"),
        "/to": servers.sends(b"HTTP/1.1 302 Found\r\nLocation: ftp://\xc2\x9b31m/\r\nContent-Length: 0\r\n\r\n"),
    }
    press.lists(*(server.url(path) for path in ("/etag", "/type", "/to")))
    assert press.collect() == {
        "/etag": "kept",
        "/type": "refused is text/?31mred, which no reader of the build opens",
        "/to": "refused redirects to ftp://?31m/, which is no http or https address (ftp)",
    }
    assert press.collect()["/etag"] == "unchanged"


def test_a_304_that_nobody_asked_for_is_no_page(press: Press, server: Server) -> None:
    server.paths["/a"] = servers.sends(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    press.lists(server.url("/a"))
    assert press.collect() == {"/a": "refused status 304"}


def test_a_page_that_moved_is_asked_with_conditions_where_it_is_now(press: Press, server: Server) -> None:
    server.paths |= {"/old": servers.redirect("/new"), "/new": servers.conditional("Moved")}
    press.lists(server.url("/old"))
    assert press.collect() == {"/old": "kept"}
    assert press.collect() == {"/old": "unchanged"}
    assert press.page(server.url("/old")).status == 304
    assert ["if-none-match" in request.headers for request in server.requests if request.path == "/old"] == [False, False]
