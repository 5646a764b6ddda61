"""What a person is told when a run ends badly, and the command that tells them: a mail, a webhook, a desktop notice.

The command is the operator's own (`kenes serve --notify`, or the environment variable KENES_NOTIFY) and runs in the
shell. It finds the notice as JSON on standard input and in the variables KENES_SUBJECT, KENES_REASON, KENES_TODO,
KENES_TEXT, KENES_ENDED_AS, KENES_RUN and KENES_WAREHOUSE.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Literal

NOTIFY = "KENES_NOTIFY"

# Mail and webhooks answer within seconds; a command that hangs must not keep the run from ending.
SECONDS = 30

Ended = Literal["refused", "failed", "crashed"]

_SUBJECTS: dict[Ended, str] = {
    "refused": "Kenes published nothing: the build was refused",
    "failed": "Kenes published nothing: the build failed",
    "crashed": "Kenes published nothing: the build was killed",
}
_TODO: dict[Ended, str] = {
    "refused": "The last good build stays. The refused tables lie in {warehouse}/refused; mend the documents or their corpus.toml, "
    "and the next run publishes them.",
    "failed": "The last good build stays. Mend what the reason names; the next run begins by itself.",
    "crashed": "The last good build stays and the next run goes on by itself. If runs are killed again and again, look for "
    "memory or disk running out.",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One message: what ended how, why, what to do."""

    ended_as: Ended
    subject: str
    reason: str
    todo: str
    warehouse: str
    run: str  # name of the flow run, as Prefect's UI shows it

    @property
    def text(self) -> str:
        """All of it for a person, in plain text."""
        return f"{self.subject}\n\n{self.reason}\n\n{self.todo}\n\nRun: {self.run}\nWarehouse: {self.warehouse}\n"


def notice_of_run(ended_as: Ended, reason: str, warehouse: str, run: str) -> Notice:
    """The notice of a run that ended badly."""
    return Notice(ended_as, _SUBJECTS[ended_as], reason, _TODO[ended_as].format(warehouse=warehouse), warehouse, run)


def notify(notice: Notice, command: str | None = None, seconds: float = SECONDS) -> str | None:
    """Hand the notice to the operator's command, if there is one; what went wrong with it, or None. Never raises."""
    command = command or os.environ.get(NOTIFY)
    if not command:
        return None
    told = {f"KENES_{key.upper()}": value.replace("\0", "") for key, value in {**asdict(notice), "text": notice.text}.items()}
    try:
        process = subprocess.Popen(
            ["/bin/sh", "-c", command],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, **told},
            start_new_session=True,  # so that what it starts can be ended with it
        )
        return _fault(process, json.dumps({**asdict(notice), "text": notice.text}, ensure_ascii=False).encode(), seconds)
    except OSError as error:
        return f"the notification command could not be run: {error}"


def _fault(process: subprocess.Popen[bytes], message: bytes, seconds: float) -> str | None:
    try:
        _, errors = process.communicate(message, timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return f"the notification command did not end within {seconds:g} seconds and was stopped"
    if process.returncode == 0:
        return None
    said = errors.decode("utf-8", "replace").strip()[-500:]
    return f"the notification command ended with status {process.returncode}{': ' + said if said else ''}"


def notify_or_say(notice: Notice, command: str | None = None) -> None:
    """The same, with what went wrong printed: a run's own end is never changed by it."""
    if fault := notify(notice, command):
        print(fault, file=sys.stderr, flush=True)
