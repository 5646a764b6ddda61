"""The command itself; in a process of its own where it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from typer.testing import CliRunner

from flows.__main__ import app
from tests.collect import servers
from tests.collect.conftest import Press
from tests.collect.servers import Server

PAGES = 6


def started(press: Press) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "flows", "collect", "--raw", str(press.folder.parent)]
    environment = {**os.environ, "KENES_COLLECT_LOOPBACK": "1"}
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def until(server: Server, path: str) -> None:
    limit = time.monotonic() + 20
    while not server.asked(path):
        assert time.monotonic() < limit
        time.sleep(0.01)


def test_a_collect_killed_in_the_middle_is_gone_on_with_and_no_page_is_lost_or_kept_twice(press: Press, server: Server) -> None:
    server.paths |= {f"/{number}": servers.page(f"Number {number}") for number in range(PAGES)}
    server.paths["/3"] = servers.drip()
    press.lists(*(server.url(f"/{number}") for number in range(PAGES)))
    collect = started(press)
    until(server, "/3")
    os.kill(collect.pid, signal.SIGKILL)
    collect.communicate()
    assert press.archives() == []
    server.paths["/3"] = servers.page("Number 3")
    before = len(server.requests)
    outcomes = press.collect()
    assert outcomes == {**dict.fromkeys(("/0", "/1", "/2"), "unchanged"), **dict.fromkeys(("/3", "/4", "/5"), "kept")}
    assert "left by a run that was broken off" in press.report.notes[0]
    assert len(server.requests) - before == PAGES + 1
    assert len({place for number in range(PAGES) for place in press.page(server.url(f"/{number}")).versions}) == PAGES


def test_a_collect_that_is_interrupted_ends_in_order(press: Press, server: Server) -> None:
    server.paths |= {"/0": servers.page("Number 0"), "/1": servers.drip(), "/2": servers.page("Number 2")}
    press.lists(*(server.url(f"/{number}") for number in range(3)))
    collect = started(press)
    until(server, "/1")
    collect.send_signal(signal.SIGINT)
    _, told = collect.communicate(timeout=20)
    assert (collect.returncode, len(press.archives()), server.asked("/2")) == (130, 1, 0)
    assert "Interrupted. What was fetched is kept" in told


def test_a_wrong_key_ends_at_once_with_the_mend(press: Press, server: Server) -> None:
    press.names(f'feed = "{server.url("/feed")}"\nmaxpages = 3')
    ended = CliRunner().invoke(app, ["collect", "--raw", str(press.folder.parent)])
    assert ended.exit_code == 1
    assert "corpus.toml: unknown key 'collect.source.0.maxpages'. Known keys here: delay_seconds" in ended.stderr


def test_status_and_table_tell_a_source_that_can_not_be_read_and_loopback_is_closed_by_default(press: Press, server: Server) -> None:
    press.names(f'name = "news"\nfeed = "{server.url("/feed")}"')
    ended = CliRunner().invoke(app, ["collect", "--raw", str(press.folder.parent)])
    assert ended.exit_code == 3
    assert "press: news: 127.0.0.1 is no public address" in ended.stdout
    assert server.requests == []


def test_a_corpus_that_names_nothing_is_told_what_to_write(press: Press) -> None:
    ended = CliRunner().invoke(app, ["collect", "press", "--raw", str(press.folder.parent)])
    assert ended.exit_code == 1
    assert "names nothing to collect; write [collect] into it" in ended.stderr
