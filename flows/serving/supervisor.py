"""The one process of `kenes serve`: it starts server and worker, keeps them alive, does its duties, and ends all in order.

It holds the listening socket itself: while the server is started again, requests wait instead of failing, so that a
build under way outlives a server that was killed.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.request import urlopen

from filelock import Timeout

from flows.issues import SetupError
from flows.notices import NOTIFY
from flows.serving.children import Child
from flows.serving.request import HOST, POOL, Serving
from flows.settings import prefect_environment
from flows.supervised import LOGS, SECONDS, SUPERVISOR, supervisor_lock

if TYPE_CHECKING:
    from flows.serving.duties import Duties

LOOK_SECONDS = 5.0  # at runs that began, ended or got stuck: three requests
# First start with its migrations: 25 s on two busy cores.
SERVER_START_SECONDS = 240.0
# A server that lives but has not answered for so long is killed and started again.
SILENT_SECONDS = 120.0
WORKER_END_SECONDS, SERVER_END_SECONDS = 15.0, 10.0


def serve(serving: Serving, say: Callable[[str], None]) -> None:
    """Serve until SIGINT, SIGTERM or the terminal's end. Raises SetupError where it can't begin."""
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: ended.set())
    with ExitStack() as held:
        _hold(serving, held)
        listener = held.enter_context(_listening(serving.port))
        environment = _environment(serving)
        logs = serving.home / LOGS
        server = Child("server", ("server", str(listener.fileno())), environment, logs / "server.log", say, (listener.fileno(),))
        worker = Child("worker", ("worker", POOL), environment, logs / "worker.log", say)
        held.callback(server.end, SERVER_END_SECONDS)
        server.start()
        duties = _duties(serving, environment, server, say, ended)
        if duties is None:
            return
        worker.start()
        held.callback(_end_runs, duties, worker, say)
        _told_start(serving, duties, say)
        _keep(serving, (server, worker), duties, ended, say)
        say("Ending: worker, runs, server.")


def _hold(serving: Serving, held: ExitStack) -> None:
    serving.home.mkdir(parents=True, exist_ok=True)
    try:
        # Longer than a build of the last service needs to see that it is alone, which takes the lock for a moment.
        held.enter_context(supervisor_lock(serving.home).acquire(timeout=5 * SECONDS))
    except Timeout as error:
        raise SetupError(
            f"{serving.home}: another `kenes serve` uses this folder; end it, or set PREFECT_HOME to another folder."
        ) from error


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            message = f"Port {port} of {HOST} can't be used ({error.strerror}): name another by --port, or end what listens there."
            raise SetupError(f"{message} (`ss -ltnp 'sport = :{port}'` tells what.)") from error
        listener.listen(128)
        yield listener


def _environment(serving: Serving) -> dict[str, str]:
    """What the server, the worker and through it the builds are started with."""
    told = {
        "PREFECT_HOME": str(serving.home),
        "PREFECT_API_URL": f"{serving.address}/api",
        "PREFECT_UI_API_URL": f"{serving.address}/api",
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(serving.port),
        # Prefect's own default keeps every run for ever; events go after a week, runs now after 90 days.
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        # In memory, the default, a server that is started again knows nothing of the place that the build under way holds,
        # and the build ends itself at the next renewal.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        SUPERVISOR: str(supervisor_lock(serving.home).lock_file),
    }
    return {**prefect_environment(), **os.environ, **told, **({NOTIFY: serving.notify} if serving.notify else {})}


def _duties(
    serving: Serving, environment: dict[str, str], server: Child, say: Callable[[str], None], ended: threading.Event
) -> Duties | None:
    """The duties, once the server answers; None if the service was ended before."""
    # Our own requests give up soon: the next look comes anyway.
    os.environ.update({**environment, "PREFECT_API_REQUEST_TIMEOUT": "20", "PREFECT_CLIENT_MAX_RETRIES": "1"})
    import httpx
    from prefect.client.orchestration import get_client

    from flows.serving.deployment import check_schedule
    from flows.serving.duties import Duties

    check_schedule(serving)
    started = monotonic()
    while not is_answering(serving):
        if ended.wait(0.2):
            return None
        server.keep_alive()
        if monotonic() - started > SERVER_START_SECONDS:
            raise SetupError(f"Prefect's server does not answer at {serving.address}; its log tells why: {server.log}")
    try:
        duties = Duties(serving, get_client(sync_client=True), say)
        duties.free_stuck(grace=0)  # no worker of ours is at work yet
    except httpx.HTTPError as error:  # Prefect's own errors of a request are httpx's
        raise SetupError(f"Prefect's server refused the deployment ({error}); its log tells why: {server.log}") from error
    return duties


def is_answering(serving: Serving) -> bool:
    """Whether the server is up; waits for it a little, as its socket listens already."""
    try:
        with urlopen(f"{serving.address}/api/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _told_start(serving: Serving, duties: Duties, say: Callable[[str], None]) -> None:
    say(f"Runs, logs, schedule: {serving.address}")
    say(f"State of the data:    {serving.warehouse / 'status.html'}")
    say(_next_line(duties) if serving.cron else "No schedule: name one by --cron.")
    watched = (
        f"Watched for new documents every {serving.watch:g} s: {serving.raw}" if serving.watch else "New documents are not watched for."
    )
    say(watched)
    if command := os.environ.get(NOTIFY):
        say(f"Told of refused, failed and killed builds: {command}")
    say("Ctrl+C ends it.")


def _next_line(duties: Duties) -> str:
    """When the first run is; the server's scheduler needs some seconds for a deployment that is new to it."""
    for _ in range(15):
        if duties.has_next():
            break
        sleep(1)
    return duties.next_line()


def _keep(serving: Serving, children: tuple[Child, Child], duties: Duties, ended: threading.Event, say: Callable[[str], None]) -> None:
    """Until it is ended: children are looked after every second, duties done in a thread of their own, for they may wait."""
    answered = [monotonic()]
    looker = threading.Thread(target=_look, args=(serving, duties, ended, answered, say), daemon=True)
    looker.start()
    while not ended.wait(1.0):
        for child in children:
            child.keep_alive()
        if monotonic() - answered[0] > SILENT_SECONDS:
            say(f"The server has not answered for {SILENT_SECONDS:.0f} s; it is started again.")
            answered[0] = monotonic()
            children[0].kill()
    looker.join(timeout=30)


def _look(serving: Serving, duties: Duties, ended: threading.Event, answered: list[float], say: Callable[[str], None]) -> None:
    watch_due = monotonic()
    is_silent = False
    while not ended.wait(LOOK_SECONDS):
        try:
            duties.tell_runs()
            answered[0] = monotonic()
            is_silent = False
            duties.free_stuck()
            if serving.watch and monotonic() >= watch_due:
                begun = monotonic()
                duties.watch()
                # Where a look takes long (many files, a slow disk), it takes no more than a twentieth of the time.
                watch_due = monotonic() + max(serving.watch, 20 * (monotonic() - begun))
        except Exception as error:  # the server is being started again, most likely; the service goes on
            if not is_silent:
                say(f"A look at the runs failed and is tried again: {type(error).__name__}: {error}".rstrip(": "))
            is_silent = True


def _end_runs(duties: Duties, worker: Child, say: Callable[[str], None]) -> None:
    """The run under way is told to be over while the server can still be told, then ended; it would be alone."""
    worker.end(WORKER_END_SECONDS)
    try:
        processes = duties.end_runs()
    except Exception as error:
        say(f"The runs under way could not be ended: {error}. The next `kenes serve` does it.")
        return
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
