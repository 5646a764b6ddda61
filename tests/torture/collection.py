"""A folder of documents that changes between builds, and that knows what a build of it must hold."""

from __future__ import annotations

import random
from pathlib import Path

from tests.bench.generated import FORMATS, WEIGHTS, paragraphs_of_authored

CORPORA = ("news", "notices", "speeches")  # more than one, so that there is work for more than one process

State = dict[str, str]  # path of each document under raw/ and the mark in its text


class Collection:
    """Some fifteen small documents under raw/; the same changes for the same seed."""

    def __init__(self, raw: Path, chance: random.Random, count: int = 15) -> None:
        self.raw, self.chance = raw, chance
        self._source = paragraphs_of_authored()
        self._made = 0
        self._documents: dict[str, tuple[str, int, int]] = {}  # path: form, number, version
        for _ in range(count):
            self._add()

    @property
    def state(self) -> State:
        """What the documents table of a build of the folder holds."""
        return {path: f"{number}.{version}" for path, (_, number, version) in self._documents.items()}

    def change(self) -> str:
        """Some documents are added, edited, renamed or deleted; what was done."""
        done = []
        for _ in range(self.chance.randint(1, 4)):
            what = self.chance.choice((self._add, self._edit, self._edit, self._rename, self._delete))
            what()
            done.append(what.__name__.strip("_"))
        return ", ".join(f"{done.count(word)} {word}" for word in dict.fromkeys(done))

    def _add(self) -> None:
        form = self.chance.choices(list(FORMATS), weights=WEIGHTS)[0]
        self._made += 1
        self._write(f"{self.chance.choice(CORPORA)}/{self._made:04d}.{form}", form, self._made, 1)

    def _edit(self) -> None:
        path = self._any()
        form, number, version = self._documents[path]
        self._write(path, form, number, version + 1)

    def _rename(self) -> None:
        path = self._any()
        form, number, version = self._documents.pop(path)
        corpus, _, name = path.partition("/")
        target = f"{corpus}/moved-{self.chance.randint(0, 99):02d}-{name[-100:]}"
        (self.raw / path).rename(self.raw / target)
        self._documents[target] = form, number, version

    def _delete(self) -> None:
        if len(self._documents) > 9:  # so that every corpus keeps some
            path = self._any()
            (self.raw / path).unlink()
            del self._documents[path]

    def _any(self) -> str:
        return self.chance.choice(sorted(self._documents))

    def _write(self, path: str, form: str, number: int, version: int) -> None:
        paragraphs = self.chance.choice(self._source)
        day = f"{self.chance.randint(2018, 2026)}-0{self.chance.randint(1, 9)}-1{self.chance.randint(0, 9)}"
        title = f"Notice {number} in version {version} of the regional press office"
        (self.raw / path).parent.mkdir(parents=True, exist_ok=True)
        (self.raw / path).write_bytes(FORMATS[form]((title, day, paragraphs[: self.chance.randint(1, 3)])))
        self._documents[path] = form, number, version
