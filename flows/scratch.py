"""Folders of files that need not outlast the process that made them, however it ends.

Each is locked for as long as its process lives, so that the next one knows, and removes, those of killed ones.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.util import Finalize
from pathlib import Path

from filelock import FileLock, Timeout

_ALIVE, _MAKING = "alive.lock", "making.lock"
# Short: a socket of a worker's lies three folders deeper, and its whole path may have a hundred characters.
_PREFIX = "b-"
_LAST = -200  # multiprocessing removes its own folder, which lies in ours, at -100


@contextmanager
def scratch_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """A new folder in `parent`, which goes with the block; those there whose process was killed go first."""
    parent.mkdir(parents=True, exist_ok=True)
    with FileLock(parent / _MAKING):  # nobody looks between the making of a folder and its lock
        for left in parent.glob(f"{prefix}*"):
            with suppress(Timeout, OSError), FileLock(left / _ALIVE, timeout=0):
                shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        alive = FileLock(folder / _ALIVE)
        alive.acquire()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        alive.release()


def keep_temporary_files_together() -> None:
    """What this process and those it starts put into the system's temporary folder (sockets of workers, files of Prefect's) goes into one
    folder there, until the process ends; what killed ones left in theirs goes now.

    Where no such folder can be made (a disk that is full, somebody else's folder of that name), the system's is used as it is.
    """
    system = Path(tempfile.gettempdir())
    # A process that was started by one of ours has a folder beside that one's.
    parent = system.parent if system.name.startswith(_PREFIX) and system.parent.name == _name() else system / _name()
    held = ExitStack()
    try:
        parent.mkdir(mode=0o700, exist_ok=True)
        if not _is_ours(parent):
            return
        folder = held.enter_context(scratch_folder(parent, _PREFIX))
    except OSError:
        return
    Finalize(None, held.close, exitpriority=_LAST)
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


def _name() -> str:
    return f"kenes-{os.getuid()}"


def _is_ours(folder: Path) -> bool:
    """Whether nobody else may put anything there: the system's temporary folder is everybody's."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022
