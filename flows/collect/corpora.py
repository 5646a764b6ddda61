"""raw/ -> what is to be collected for which corpus, and all of it collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from flows.collect.report import CollectReport
from flows.extract.collect_settings import Collecting
from flows.extract.corpora import collecting_from_folder, corpora_from_raw
from flows.issues import SetupError


def collectings_from_raw(raw: Path, names: Iterable[str] = ()) -> list[Collecting]:
    """Of the corpora named, or of all that name something to fetch. Raises SetupError with the mend."""
    names = list(names)
    folders = {corpus.name: corpus.folder for corpus in corpora_from_raw(raw)}
    if unknown := [name for name in names if name not in folders]:
        raise SetupError(f"{raw}: holds no corpus {', '.join(unknown)}. There are: {', '.join(folders)}.")
    found = {name: collecting_from_folder(folders[name]) for name in names or folders}
    collectings = [collecting for collecting in found.values() if collecting is not None]
    if empty := [name for name in names if found[name] is None]:
        raise SetupError(f"{raw / empty[0] / 'corpus.toml'}: names nothing to collect; write [collect] into it (see raw/README.md).")
    if not collectings:
        raise SetupError(f"{raw}: no corpus.toml names anything to collect; write [collect] into one (see raw/README.md).")
    return collectings


def report_from_corpora(collectings: Iterable[Collecting], collect: Callable[[Collecting], CollectReport]) -> CollectReport:
    """One corpus after the other; one that breaks off (a full disk, another collect at work) does not keep the others back."""
    report = CollectReport()
    for collecting in collectings:
        try:
            report.add(collect(collecting))
        except (SetupError, OSError) as error:
            told = (
                str(error)
                if isinstance(error, SetupError)
                else f"{collecting.folder}: broken off ({error}); what was fetched before is kept."
            )
            report.broken.append(told)
    return report
