"""The database of a release, opened to be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from flows.load.connection import engine_settings, quoted
from flows.release.facts import DATABASE

# The lists of an entity are cut before they are joined, so this is enough for a hundred thousand documents.
MEMORY = "1GB"


@contextmanager
def opened_release(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose tables are those of the release; temporary tables of the caller's lie in a scratch folder."""
    with TemporaryDirectory(prefix="kenes-site-") as scratch, duckdb.connect(config=engine_settings(MEMORY)) as connection:
        connection.execute(f"SET temp_directory = {quoted(scratch)}; SET preserve_insertion_order = true")
        connection.execute(f"ATTACH {quoted(str(folder / DATABASE))} AS release (READ_ONLY); USE release")
        yield connection
