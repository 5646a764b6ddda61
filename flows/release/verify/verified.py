"""A copy of a release, checked from end to end."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import duckdb
import pyarrow as pa

from flows.issues import SetupError
from flows.release.verify.agreement import agreement_finding
from flows.release.verify.copy_of_release import Copy
from flows.release.verify.databases import databases_finding
from flows.release.verify.files import files_finding
from flows.release.verify.finding import Fault, Finding, NotCheckedError
from flows.release.verify.keys import keys_finding
from flows.release.verify.questions import questions_finding
from flows.release.verify.spans import contract_finding, spans_finding
from flows.release.verify.standards import citation_finding, croissant_finding, dcat_finding, package_finding
from flows.release.verify.tables import tables_finding
from schemas import SCHEMA_VERSION

# In the order in which a reader wants to know: first whether the files are those that were released.
CHECKS: dict[str, Callable[[Copy], Finding]] = {
    "files": files_finding,
    "tables": tables_finding,
    "contract": contract_finding,
    "spans": spans_finding,
    "keys": keys_finding,
    "databases": databases_finding,
    "questions": questions_finding,
    "agreement": agreement_finding,
    "data package": package_finding,
    "croissant": croissant_finding,
    "dcat": dcat_finding,
    "citation": citation_finding,
}

# Those that hold rows to the contracts of this program, which must be those of the release.
BY_CONTRACT = ("contract", "spans", "keys", "databases")

# What a damaged file makes its readers raise.
UNREADABLE = (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, zlib.error, pa.ArrowException, duckdb.Error, SetupError)


def findings_from_copy(copy: Copy) -> Iterator[Finding]:
    """What each check finds, as soon as it is done; a check that damage keeps from its end is a fault, never a crash."""
    for name, check in CHECKS.items():
        if name in BY_CONTRACT and not copy.schema_is_known:
            yield Finding(name, _other_schema(copy), skipped=True)
            continue
        try:
            yield check(copy)
        except NotCheckedError as reason:
            yield Finding(name, str(reason), skipped=True)
        except UNREADABLE as error:
            yield Finding(name, "could not be done", [Fault(_place(error), _first_line(error))])


def _other_schema(copy: Copy) -> str:
    return (
        f"the release has schema version {copy.index['schema_version']}, this program {SCHEMA_VERSION}: "
        f"use Kenes {str(copy.index.get('code_version')).partition('+')[0]}"
    )


def _place(error: Exception) -> str:
    filename = getattr(error, "filename", None)
    return str(filename) if filename else "what this check reads"


def _first_line(error: Exception) -> str:
    told = str(error).strip().splitlines()
    return f"{type(error).__name__}: {told[0]}" if told else type(error).__name__
