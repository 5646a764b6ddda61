"""Prefect's server or worker as a process that ends when its supervisor does, however that ended.

python -m flows.serving.child server DESCRIPTOR    serves on the listening socket it inherits
python -m flows.serving.child worker POOL
"""

from __future__ import annotations

import os
import sys
import threading


def _end_with_parent() -> None:
    """The supervisor holds the other end of standard input: when it is gone, so are we."""
    while os.read(0, 1024):  # not sys.stdin, whose lock a waiting thread would hold when the interpreter ends
        pass
    os._exit(0)


def _serve(descriptor: int) -> None:
    import uvicorn
    from prefect.server.api.server import create_app

    uvicorn.run(create_app(final=True), fd=descriptor, log_level="warning", lifespan="on")


def _work(pool: str) -> None:
    import runpy

    sys.argv = ["prefect", "worker", "start", "--pool", pool, "--type", "process", "--name", "kenes serve"]
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if sys.argv[1] == "server":
        _serve(int(sys.argv[2]))
    else:
        _work(sys.argv[2])
