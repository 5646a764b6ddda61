"""The table `quality` of a build: its tables measured against the gold that its corpora name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from flows.extract.corpus import Corpus
from flows.score.gold import read_gold
from flows.score.measures import scores_from_tables
from flows.score.quality import quality_table
from schemas import TABLES
from schemas.contract import empty_table


def check_gold(corpora: Iterable[Corpus]) -> None:
    """Raise SetupError for gold that cannot be read, before the build has worked for hours."""
    for corpus in corpora:
        if corpus.gold:
            read_gold(corpus.gold)


def quality_from_tables(parquet: Path, corpora: Iterable[Corpus], raw: Path) -> pa.Table:
    """The figures for the gold folder of each corpus that has one, in the order of the folders' names."""
    folders = sorted({corpus.gold for corpus in corpora if corpus.gold})
    figures = [quality_table(folder.name, scores_from_tables(parquet, folder, raw).scores) for folder in folders]
    return pa.concat_tables([empty_table(TABLES["quality"]), *figures])
