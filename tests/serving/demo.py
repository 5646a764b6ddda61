"""A schedule on a real server, seen through: python -m tests.serving.demo FOLDER [--documents 600]

Runs every minute on a small folder; then documents land that take longer than a minute, so that the next run is
cancelled; then a build and its worker are killed in the middle, and the run after it completes. Prints what the server
says of each run; FOLDER gets screenshots of Prefect's list of runs and of status.html. Needs a browser; 6 to 15 minutes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from flows.settings import PROJECT
from tests.bench.generated import write_documents
from tests.release.site.conftest import browser_program
from tests.serving.service import Service, service, wait_until

LONG = 900.0


def small_raw(folder: Path) -> None:
    """The project's own five documents, without the gold that lies elsewhere."""
    shutil.copytree(PROJECT / "raw" / "kz-unions", folder / "raw" / "kz-unions")
    settings = folder / "raw" / "kz-unions" / "corpus.toml"
    kept = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("gold")]
    settings.write_text("\n".join(kept), encoding="utf-8")


def of(served: Service, state: str) -> list[dict[str, Any]]:
    return [run for run in served.runs() if run["state_type"] == state]


def played(served: Service, folder: Path, documents: int) -> None:
    """The three acts; each fails after a quarter of an hour in vain."""
    wait_until(lambda: len(of(served, "COMPLETED")) >= 3, LONG, "three runs by cron")
    print(f"three runs by cron have completed at {time.strftime('%X')}", flush=True)
    write_documents(folder / "raw" / "many", documents)
    cancelled = len(of(served, "CANCELLED"))
    wait_until(lambda: of(served, "RUNNING") and len(of(served, "CANCELLED")) > cancelled, LONG, "a run that overlaps is cancelled")
    print(f"a run that would have overlapped was cancelled at {time.strftime('%X')}", flush=True)
    wait_until(lambda: _many_published(served, documents), LONG, "the long run completes")
    write_documents(folder / "raw" / "more", documents, seed=2)
    wait_until(lambda: of(served, "RUNNING"), LONG, "the run that is to be killed")
    wait_until(lambda: (folder / "warehouse" / ".work").exists(), LONG, "its build is at work")
    time.sleep(5)
    (stuck,) = of(served, "RUNNING")
    for pid in [*served.children("worker"), *served.builds()]:
        os.kill(pid, signal.SIGKILL)
    killed = time.monotonic()
    print(f"build {stuck['name']} and its worker were killed at {time.strftime('%X')}", flush=True)
    wait_until(lambda: stuck["id"] in [run["id"] for run in of(served, "CRASHED")], LONG, "the killed run is over")
    print(f"it is Crashed after {time.monotonic() - killed:.0f} s", flush=True)
    done = len(of(served, "COMPLETED"))
    wait_until(lambda: len(of(served, "COMPLETED")) > done, LONG, "the run after the killed one completes")
    print(f"the run after it has completed {time.monotonic() - killed:.0f} s after the kill", flush=True)


def _many_published(served: Service, documents: int) -> bool:
    last = (of(served, "COMPLETED") or [{}])[-1]
    return f"{documents + 5:,} documents" in (last.get("state", {}).get("message") or "")


def pictures(served: Service, folder: Path) -> list[str]:
    """Screenshots; the addresses outside the machine that a page asked for."""
    outside: list[str] = []
    own = f"http://127.0.0.1:{served.port}"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
        browser = playwright.chromium.launch(executable_path=browser_program(), args=arguments)
        page = browser.new_page(viewport={"width": 1400, "height": 1300})
        page.on("request", lambda sent: None if sent.url.startswith((own, "data:", "blob:")) else outside.append(sent.url))
        page.goto(f"{own}/runs", timeout=120_000)
        page.wait_for_function("document.body.innerText.includes('Flow runs')", timeout=120_000)
        page.wait_for_timeout(5000)  # the chart is drawn after the list
        page.screenshot(path=folder / "prefect-runs.png")
        page.goto((folder / "warehouse" / "status.html").as_uri())
        page.screenshot(path=folder / "status.png", full_page=True)
        browser.close()
    return [address for address in outside if not address.startswith("file:")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=600)
    options = parser.parse_args()
    folder = options.folder.resolve()
    small_raw(folder)
    with service(folder, "--cron", "*/1 * * * *", "--watch", "0", "--notify", f'echo "$KENES_TEXT" >> {folder}/notices.txt') as served:
        try:
            played(served, folder, options.documents)
        finally:
            for run in served.runs():
                times = f"{(run['start_time'] or '')[11:19]:>8} {(run['end_time'] or '')[11:19]:>8}"
                print(f"{run['name']:28} {run['state_name']:10} {times}  {run['state']['message'] or ''}")
        print("requests that left the machine:", pictures(served, folder) or "none")


if __name__ == "__main__":
    main()
