from __future__ import annotations

import os
import signal
import socket
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pytest

from flows.supervised import supervisor_lock
from tests.collect.conftest import SETTINGS
from tests.collect.servers import page, rss, serving
from tests.serving.service import Service, free_port, process_numbers, processes_under, service, wait_until

WATCHED = ("--cron", "", "--watch", "0.1")


def drop(folder: Path, name: str) -> None:
    (folder / "raw" / "press").mkdir(parents=True, exist_ok=True)
    (folder / "raw" / "press" / name).write_text("The Federation of Trade Unions held its congress in Astana on 5 May 2023.\n" * 3)


def ended(served: Service, state: str) -> list[str]:
    return [run["id"] for run in served.runs() if run["state_type"] == state]


@pytest.mark.long
def test_all_is_killed_in_the_middle_of_a_build_and_the_next_service_publishes(tmp_path: Path) -> None:
    """Supervisor, server, worker and build at once: nothing lives on, no run stays running, the schedule is free."""
    drop(tmp_path, "a.txt")
    quick = {"PREFECT_WORKER_QUERY_SECONDS": "2"}
    port = free_port()
    with service(tmp_path, *WATCHED, port=port, **quick) as first:
        builds = wait_until(first.builds, 90, "documents that are there at the start are built")
        killed = [first.process.pid, *(pid for pid, _ in processes_under(first.process.pid)), *builds]
        (stuck,) = [run["id"] for run in first.runs()]
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        first.process.wait()
    wait_until(lambda: not set(killed) & set(process_numbers()), 10, "nothing of the first service lives on")
    with service(tmp_path, *WATCHED, port=port, **quick) as second:
        wait_until(lambda: stuck in ended(second, "CRASHED"), 60, "the run of the first service is over")
        wait_until(lambda: ended(second, "COMPLETED"), 120, "the next run publishes")
        assert (tmp_path / "warehouse" / "parquet").is_dir()
        children = [pid for pid, _ in processes_under(second.process.pid)]
        second.process.send_signal(signal.SIGTERM)
        assert second.process.wait(timeout=60) == 0
        assert not set(children) & set(process_numbers())


def addresses(folder: Path) -> set[str]:
    """Where the published documents were fetched from, without the host."""
    try:
        with duckdb.connect(str(folder / "warehouse" / "kenes.duckdb"), read_only=True) as connection:
            return {urlsplit(url).path for (url,) in connection.execute("select source_url from documents").fetchall()}
    except duckdb.IOException:  # nothing is published yet
        return set()


@pytest.mark.long
def test_every_scheduled_run_fetches_what_is_new_and_publishes_it(tmp_path: Path) -> None:
    press = tmp_path / "raw" / "press"
    press.mkdir(parents=True)
    with serving() as site:
        site.paths |= {"/a": page("First"), "/b": page("Second"), "/feed": rss(site.url("/a"))}
        (press / "corpus.toml").write_text(f'{SETTINGS}[[collect.source]]\nname = "news"\nfeed = "{site.url("/feed")}"\n')
        with service(tmp_path, "--collect", "--cron", "* * * * *", KENES_COLLECT_LOOPBACK="1") as served:
            wait_until(lambda: addresses(tmp_path) == {"/a"}, 180, "the first run publishes the page that the feed names")
            site.paths["/feed"] = rss(site.url("/a"), site.url("/b"))
            wait_until(lambda: addresses(tmp_path) == {"/a", "/b"}, 180, "a later run publishes the page that came to the feed")
            wait_until(lambda: len(ended(served, "COMPLETED")) >= 2, 60, "both runs are over")
            assert not ended(served, "FAILED") + ended(served, "CRASHED")


def output_of_failed(folder: Path, *options: str, port: int = 0) -> str:
    (folder / "raw").mkdir(exist_ok=True)
    with service(folder, *options, port=port) as served:
        assert served.process.wait(timeout=60) == 1
        return "\n".join(served.lines)


@pytest.mark.slow
def test_a_service_that_cannot_begin_says_why_and_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        told = output_of_failed(tmp_path, port=taken)
    assert f"Port {taken} of 127.0.0.1 can't be used" in told
    assert "--port" in told
    (tmp_path / "prefect").mkdir(exist_ok=True)
    with supervisor_lock(tmp_path / "prefect"):
        assert "another `kenes serve` uses this folder" in output_of_failed(tmp_path)
    assert "Traceback" not in told
