from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from warcio.archiveiterator import ArchiveIterator

from flows.extract.collected import state_from_folder
from flows.settings import Settings
from tests.collect import servers
from tests.collect.servers import serving

pytestmark = pytest.mark.slow

WHO = '[collect]\ncontact = "desk@example.org"\ndelay_seconds = 0\n[[collect.source]]\nname = "news"\n'


@pytest.mark.usefixtures("build")  # its server
def test_a_scheduled_collect_is_a_task_for_each_corpus_and_a_table_of_its_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.client.orchestration import get_client

    from flows.collecting import run_collect

    monkeypatch.setenv("KENES_COLLECT_LOOPBACK", "1")
    with serving() as server:
        server.paths |= {"/feed": servers.rss(server.url("/a")), "/a": servers.page()}
        for name, source in (("press", f'feed = "{server.url("/feed")}"'), ("union", f'feed = "{server.url("/none")}"')):
            (tmp_path / "raw" / name).mkdir(parents=True)
            (tmp_path / "raw" / name / "corpus.toml").write_text(WHO + source, encoding="utf-8")
        report = run_collect(Settings(tmp_path / "raw", tmp_path / "warehouse"))
    assert [(result.corpus, result.outcome) for result in report.results] == [("press", "kept")]
    assert [(source.corpus, source.trouble) for source in report.unread] == [("union", "answers with status 404")]
    with get_client(sync_client=True) as client:
        names = {run.name for run in client.read_task_runs()}
        tables = [artifact for artifact in client.read_artifacts() if artifact.key == "collected"]
    assert {"collect press", "collect union"} <= names
    assert [(row["corpus"], row["kept"]) for row in json.loads(str(tables[0].data))] == [("press", 1), ("union", 0)]
    assert "union: news could not be read (answers with status 404)" in (tables[0].description or "")


def test_a_collect_killed_at_random_moments_keeps_every_page_once_and_whole(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "press"
    folder.mkdir(parents=True)
    random = Random(6)
    environment = {**os.environ, "KENES_COLLECT_LOOPBACK": "1"}
    command = [sys.executable, "-m", "flows", "collect", "--raw", str(folder.parent)]
    with serving() as server:
        urls = [server.url(f"/{number}") for number in range(80)]
        server.paths |= {f"/{number}": servers.page(f"Number {number}") for number in range(80)}
        server.paths["/feed"] = servers.rss(*urls)
        limits = 'recheck_days = 0\nfile_megabytes = 0.01\n[[collect.source]]\nname = "news"\n'
        told = WHO.replace('[[collect.source]]\nname = "news"\n', limits).replace("delay_seconds = 0", "delay_seconds = 0.01")
        (folder / "corpus.toml").write_text(f'{told}feed = "{server.url("/feed")}"', encoding="utf-8")
        killed = 0
        while killed < 6:
            before = len(server.requests)
            collect = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while len(server.requests) == before and collect.poll() is None:
                time.sleep(0.005)
            time.sleep(random.uniform(0, 1.5))
            killed += collect.poll() is None
            collect.kill()
            collect.wait()
        assert subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL).returncode == 0
    kept: Counter[str] = Counter()
    for archive in sorted((folder / "collected").iterdir()):
        with archive.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
                kept[record.rec_headers.get_header("WARC-Target-URI")] += record.rec_type == "response"
    del kept[None]  # type: ignore[arg-type]
    assert kept == Counter(urls)
    pages = state_from_folder(folder).pages
    assert [len(pages[url].versions) for url in urls] == [1] * len(urls)
    assert not [path.name for path in (folder / ".collect").iterdir() if path.name.endswith(".part")]
