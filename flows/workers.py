"""Worker processes that may die: a reader can crash on a file (native code), or the system can end a process for its memory.

The pool is made anew then and the work done again; a batch of files that ends it twice is read file by file,
each in a process of its own, so that only the file that is to blame is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from flows.batches import Done, FileBatch, read_batch
from flows.issues import Issue, issues_table
from flows.staging import write_part

Result = TypeVar("Result")
Read = Callable[[FileBatch, Path, int, int], Done]


def process_pool(workers: int) -> ProcessPoolExecutor:
    """Processes forked from a clean server process: safe beside threads, and the loaded tables are shared."""
    if "forkserver" not in get_all_start_methods():
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    context = get_context("forkserver")
    context.set_forkserver_preload(["flows.batches"])
    return ProcessPoolExecutor(workers, mp_context=context)


class Workers:
    """A pool that outlives the death of its processes."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._lock = Lock()
        self.pool = process_pool(count)

    def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """The result of the work; done once more, in a new pool, if a process died meanwhile (perhaps another's)."""
        pool = self.pool
        try:
            return pool.submit(work, *arguments).result()
        except BrokenProcessPool:
            self._renew(pool)
            return self.pool.submit(work, *arguments).result()

    def read(self, batch: FileBatch, stage: Path, documents: int, megabytes: int, read: Read = read_batch) -> Done:
        """A batch read; if it ends its process time and again, each of its files alone."""
        pool = self.pool
        try:
            return self.run(read, batch, stage, documents, megabytes)
        except BrokenProcessPool:
            self._renew(pool)
            return _read_apart(batch, stage, documents, megabytes, read)

    def close(self) -> None:
        self.pool.shutdown(cancel_futures=True)

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self.pool is broken or getattr(self.pool, "_broken", False):
                self.pool.shutdown(wait=False)
                self.pool = process_pool(self._count)


def _read_apart(batch: FileBatch, stage: Path, documents: int, megabytes: int, read: Read) -> Done:
    parts: list[str] = []
    documents_read = 0
    crashed: list[Issue] = []
    for file in batch.files:
        alone = FileBatch(batch.number, batch.corpus, (file,), len(parts))
        with process_pool(1) as pool:
            try:
                found = pool.submit(read, alone, stage, documents, megabytes).result()
            except BrokenProcessPool:
                message = f"{file.raw_path}: reading it ended the program's process; the file may be damaged. Remove or mend it."
                crashed.append(Issue("refused", "reader-crashed", message, raw_path=file.raw_path))
                continue
        parts.extend(found.parts)
        documents_read += found.documents
    write_part(stage, "issues", f"{batch.number:05d}-crashed", issues_table(crashed))
    return Done(tuple(parts), len(batch.files), documents_read, 0)
