"""Worker processes that may die or hang: a reader can crash on a file (native code), or the system can end a process for its memory.

The pool is made anew then and the work done again; a batch that ends it twice is worked on file by file, or document by document,
each in a process of its own, so that only what is to blame is lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import current_process, get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Lock, Thread
from typing import Any, TypeVar

from flows.batches import Done, FileBatch, normalize_batch, read_batch
from flows.increments import crashed_files
from flows.issues import Issue
from flows.staging import read_part, write_part
from flows.store.rows_parts import RowsWork, joined_work, works_of_documents

Result = TypeVar("Result")
Item = TypeVar("Item")
Read = Callable[[FileBatch, Path, int, int], Done]
Make = Callable[[RowsWork, Path, Path], Done]

# A batch takes one to three minutes here; what takes ten times as long hangs. A file alone is given less.
BATCH_SECONDS, FILE_SECONDS = 1800.0, 300.0


def process_pool(workers: int) -> ProcessPoolExecutor:
    """Processes forked from a clean server process: safe beside threads, and the loaded tables are shared."""
    if "forkserver" not in get_all_start_methods():
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=end_with_parent)
    context = get_context("forkserver")
    context.set_forkserver_preload(["flows.batches"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=end_with_parent)


def end_with_parent() -> None:
    """Have this worker end when the build does, even if that was killed: the pool's queues would keep it waiting for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


class Workers:
    """A pool that outlives the death of its processes."""

    def __init__(self, count: int, batch_seconds: float = BATCH_SECONDS, file_seconds: float = FILE_SECONDS) -> None:
        self._count = count
        self._lock = Lock()
        self._batch_seconds, self._file_seconds = batch_seconds, file_seconds
        self.pool = process_pool(count)

    def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """The result of the work; done once more, in a new pool, if a process died or hung meanwhile (perhaps another's)."""
        try:
            return self._once(work, *arguments)
        except (BrokenProcessPool, TimeoutError):
            return self._once(work, *arguments)

    def read(self, batch: FileBatch, stage: Path, documents: int, megabytes: int, read: Read = read_batch) -> Done:
        """A batch read; if it ends its process time and again, each of its files alone."""
        try:
            return self.run(read, batch, stage, documents, megabytes)
        except (BrokenProcessPool, TimeoutError):
            return self._read_apart(batch, stage, documents, megabytes, read)

    def make(self, work: RowsWork, stage: Path, store: Path, make: Make = normalize_batch) -> Done:
        """A part of the tables made; if it ends its process time and again, each of its documents alone."""
        try:
            return self.run(make, work, stage, store)
        except (BrokenProcessPool, TimeoutError):
            return self._make_apart(work, stage, store, make)

    def map(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The result for each item, in order; as many under way as there are processes."""
        with ThreadPoolExecutor(self._count) as waiting:
            yield from waiting.map(lambda item: self.run(work, item), items)

    def close(self) -> None:
        self.pool.shutdown(cancel_futures=True)

    def _once(self, work: Callable[..., Result], *arguments: Any) -> Result:
        pool = self.pool
        try:
            return pool.submit(work, *arguments).result(self._batch_seconds)
        except (BrokenProcessPool, TimeoutError):
            self._renew(pool)
            raise

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self.pool is broken:
                end(broken)
                self.pool = process_pool(self._count)

    def _alone(self, work: Callable[..., Done], *arguments: Any) -> Done | tuple[str, str]:
        """What the work gives in a process of its own, or how it ended: a word for its code and a sentence."""
        with process_pool(1) as pool:
            try:
                return pool.submit(work, *arguments).result(self._file_seconds)
            except BrokenProcessPool:
                return "crashed", "it ended the program's process; the file may be damaged. Remove or mend it."
            except TimeoutError:
                end(pool)
                return "hung", f"it took over {self._file_seconds:.0f} seconds and was given up. Remove or mend it."

    def _read_apart(self, batch: FileBatch, stage: Path, documents: int, megabytes: int, read: Read) -> Done:
        parts = found = 0
        lost: list[tuple[str, Issue]] = []
        for file, key in zip(batch.files, batch.keys, strict=True):
            done = self._alone(read, FileBatch(batch.number, batch.corpus, (file,), (key,), parts), stage, documents, megabytes)
            if isinstance(done, Done):
                parts += max(1, done.parts)
                found += done.documents
            else:
                lost.append((key, Issue("refused", f"reader-{done[0]}", f"{file.raw_path}: {done[1]}", raw_path=file.raw_path)))
        index, issues = crashed_files(lost)
        write_part(stage, "read", f"{batch.number:05d}-crashed", index)
        write_part(stage, "read_issues", f"{batch.number:05d}-crashed", issues)
        return Done(len(batch.files), found, 0, parts=parts)

    def _make_apart(self, work: RowsWork, stage: Path, store: Path, make: Make) -> Done:
        made: dict[str, str] = {}
        lost = []
        for alone in works_of_documents(work):
            done = self._alone(make, alone, stage, store)
            document_id = alone.part.documents[0].document_id
            if isinstance(done, Done):
                made[document_id] = done.chunk
            else:
                (name, (row,)) = alone.places[0]
                path = read_part(stage, "readings", name)["raw_path"][row].as_py()
                message = f"{path}: no rows were made of the document: {done[1]}"
                lost.append(Issue("refused", "document-crashed", message, path, document_id, "documents", document_id))
        return self.run(make, joined_work(work, made, lost), stage, store)


@cache
def workers_of_process() -> Workers | None:
    """One process beside this one, which a worker of a cluster shares its batches with: what crashes a reader then ends that process only.

    None in a process that may have no children, as one that Dask's nanny watches: there the nanny starts it again.
    """
    return None if current_process().daemon else Workers(1)


def end(pool: ProcessPoolExecutor) -> None:
    """End a pool whose processes may hang: nothing but a kill reaches native code."""
    for process in list((pool._processes or {}).values()):
        process.kill()
    pool.shutdown(wait=False, cancel_futures=True)
