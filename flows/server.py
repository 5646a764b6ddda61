"""A Prefect API for one build, for when no server runs: quick to start, on the loopback address, gone with the build.

Prefect would start one by itself; ours differs in what was measured to cost the time (of 17 to 39 s on a
fresh folder): it creates its tables at once (0.3 s) instead of running every migration since 2022 (16 s),
registers no blocks, and is started before anything else is imported, on a socket that already listens, so
that the first request waits for it and nobody polls. What is left is Prefect's own import (6 s).
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows.issues import SetupError
from flows.scratch import scratch_folder

# A build of five documents was seen to need 3.4 MB in Prefect's folder; each batch adds some kilobytes.
STATE_BYTES = 16 * 2**20


def check_room(home: Path) -> None:
    """Raise SetupError where the disk is full: Prefect's server does not say so, it only fails to answer."""
    home.mkdir(parents=True, exist_ok=True)
    if (free := shutil.disk_usage(home).free) < STATE_BYTES:
        told = f"only {free / 2**20:.1f} MB are free for Prefect's records, a build needs {STATE_BYTES // 2**20} MB"
        raise SetupError(f"{home}: {told}; make room or name another folder by PREFECT_HOME.")


@contextmanager
def temporary_server(home: Path) -> Iterator[str]:
    """The address of the API; requests wait until it is up. It ends with the block, or with this process if that is killed."""
    # A database of its own, thrown away: tables made at once could not be migrated later, and builds don't share one.
    with scratch_folder(home, "build-") as scratch, _started(scratch) as address:
        yield address


@contextmanager
def _started(scratch: Path) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        port = listener.getsockname()[1]
        server = subprocess.Popen(
            # -P: a folder of the user's that is named like a module must not be run in its place.
            [sys.executable, "-P", "-m", "flows.server", str(listener.fileno())],
            stdin=subprocess.PIPE,
            pass_fds=[listener.fileno()],
            env={
                **os.environ,
                "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{scratch}/build.db",
                "PREFECT_API_DATABASE_MIGRATE_ON_START": "false",
                "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
                "PY_KEY_VALUE_DISABLE_BEARTYPE": "true",  # type checks of a dependency's dependency: 0.3 s at import
                "PREFECT_UI_ENABLED": "false",
                "PREFECT__SERVER_EPHEMERAL": "1",
                "PREFECT__SERVER_FINAL": "1",
            },
        )
    try:
        yield f"http://127.0.0.1:{port}/api"
    finally:
        server.terminate()
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _serve(listener_fd: int) -> None:
    import uvicorn
    from prefect.server.api.server import create_app

    threading.Thread(target=_end_with_parent, daemon=True).start()
    asyncio.run(_create_tables())
    app = create_app(ephemeral=True, final=True)
    uvicorn.run(app, fd=listener_fd, log_level="critical", lifespan="on")


def _end_with_parent() -> None:
    """The parent holds the other end of standard input: when it is gone, however it ended, so are we."""
    while os.read(0, 1024):  # not sys.stdin, whose lock a waiting thread would hold when the interpreter ends
        pass
    os._exit(0)


async def _create_tables() -> None:
    from prefect.server.database import provide_database_interface

    database = provide_database_interface()
    engine = await database.engine()
    async with engine.begin() as connection:
        await connection.run_sync(_create_all, database.Base.metadata)


def _create_all(connection: Any, metadata: Any) -> None:
    seen: set[str] = set()
    for table in metadata.sorted_tables:
        for index in list(table.indexes):
            if index.name in seen:  # Prefect's models declare one index twice, which its migrations hide
                table.indexes.discard(index)
            seen.add(index.name)
    metadata.create_all(connection)


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
