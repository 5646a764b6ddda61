"""Figures of the tagger beside those of the lexicon and of a CRF, on the same texts in the same run.

    python -m flows.train.tagger.evaluated [--data DIR] [--report DIR] [--curve FILE]

--data: the folder of the open sets (open_examples.py); without it only the authored sets are measured and the CRF learns from them
alone. --report: where figures.md, figures.json, pictures and the worst documents go. --curve: the points of a training run, as JSON.
Needs the extra `train` for the CRF and the pictures; what is missing is left out and told.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from flows.progress import Progress, shown_progress
from flows.tagging.tagged import Tagged
from flows.train.authored import development_documents, is_dev
from flows.train.tagger.dev_sets import HELD_OUT, DevSet, clean_examples, dev_sets
from flows.train.tagger.differences import judged_spans, name_confusion
from flows.train.tagger.figures import ByFinder, counts_of_set, long_table, rows_from_counts, short_table
from flows.train.tagger.finders import Finder, found_by_lexicon, found_by_network, found_by_plug
from flows.train.tagger.open_examples import open_examples
from flows.train.tagger.speed import footprint, footprint_told, speed_table
from flows.train.tagger.worst import html_page, worst_documents

PLUG = "plug"
_BATCH = 32  # texts between two steps of a bar
_NOTES = """\
Right are names, roles, cues and sources with the same characters (and type); quotes of the same kind that share 0.7 of their
characters; events whose sentence tells one of their type; noise by lines. `plug` is what a build finds, `network` the same without
what rules settle. Of open sets only the types of names that they have are counted. The lexicon learned from WikiGold and from the
authored development part, so its figures there flatter it; PolNeAR marks thoughts and intentions too, which are no quotes here."""


def finders_from_data(folder: Path | None, progress: Progress) -> dict[str, Finder]:
    """The finders by name; the CRF is trained now, on what the network is trained on."""
    finders: dict[str, Finder] = {PLUG: found_by_plug, "network": found_by_network, "lexicon": found_by_lexicon}
    if find_spec("pycrfsuite"):
        from flows.train.tagger.crf import finder_from_crf, trained_crf

        with progress.step("training the CRF (two or three minutes)", 1) as done:
            authored = clean_examples(one for one in development_documents() if not is_dev(one))
            finders["CRF"] = finder_from_crf(trained_crf([*authored, *(open_examples(folder) if folder else ())]))
            done(1)
    return finders


def found_in_set(one: DevSet, finder: Finder, name: str, progress: Progress) -> list[list[Tagged]]:
    """What a finder finds in each text of a set."""
    found: list[list[Tagged]] = []
    with progress.step(f"{one.name}: {name}", len(one.examples)) as done:
        for at in range(0, len(one.examples), _BATCH):
            texts = one.examples[at : at + _BATCH]
            found += finder(texts)
            done(len(texts))
    return found


def report_from_figures(measured: Sequence[tuple[DevSet, ByFinder]], speed: str, missing: Sequence[str]) -> str:
    """The whole report as Markdown."""
    parts = ["# Figures of the tagger", *missing, "## In short: F1", short_table(measured), _NOTES, "## Speed and memory", speed]
    for one, counts in measured:
        words = sum(len(example.text.split()) for example in one.examples)
        parts += [f"## {one.name}: {len(one.examples)} texts, {words:,} words", long_table(counts)]
    return "\n\n".join(parts) + "\n"


def write_report(folder: Path, report: str, measured: Sequence[tuple[DevSet, ByFinder]], found: Sequence[Sequence[Tagged]]) -> None:
    """figures.md, figures.json, worst.html and the pictures; `found` is what the plug found in the held-out tenth."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [row for one, counts in measured for row in rows_from_counts(one.name, counts)]
    held_out = next(one for one, _ in measured if one.name == HELD_OUT)
    pages = {
        "figures.md": report,
        "figures.json": json.dumps(rows, indent=1, ensure_ascii=False) + "\n",
        "worst.html": html_page(worst_documents(held_out.examples, found)),
    }
    if find_spec("matplotlib"):
        from flows.train.tagger.pictures import confusion_svg, reliability_svg

        pages["confusion.svg"] = confusion_svg(name_confusion(held_out.examples, found))
        pages["reliability.svg"] = reliability_svg(judged_spans(held_out.examples, found))
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m flows.train.tagger.evaluated", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder of the open sets")
    parser.add_argument("--report", type=Path, help="folder to write figures, pictures and the worst documents to")
    parser.add_argument("--curve", type=Path, help="points of a training run, as JSON, to draw")
    options = parser.parse_args(arguments)
    measured: list[tuple[DevSet, ByFinder]] = []
    with shown_progress() as progress:
        sets = list(dev_sets(options.data))
        finders = finders_from_data(options.data, progress)
        held_out_found: list[list[Tagged]] = []
        for one in sets:
            found = {name: found_in_set(one, finder, name, progress) for name, finder in finders.items()}
            measured.append((one, {name: counts_of_set(one, spans) for name, spans in found.items()}))
            if one.name == HELD_OUT:
                held_out_found = found[PLUG]
            print(f"measured: {one.name}", file=sys.stderr)
        speed = _speed(finders, sets, progress)
    report = report_from_figures(measured, speed, _missing(options.data))
    print(report)
    if options.report:
        write_report(options.report, report, measured, held_out_found)
        if options.curve and find_spec("matplotlib"):
            from flows.train.tagger.pictures import curve_svg

            points = json.loads(options.curve.read_text(encoding="utf-8"))
            (options.report / "curve.svg").write_text(curve_svg(points), encoding="utf-8")


def _speed(finders: Mapping[str, Finder], sets: Sequence[DevSet], progress: Progress) -> str:
    held_out = next(one for one in sets if one.name == HELD_OUT)
    with progress.step("measuring speed", 1) as done:
        table = speed_table(finders, held_out.examples)
        taken = footprint("\n".join(example.text for example in held_out.examples))
        done(1)
    return f"{table}\n\n{footprint_told(taken)}"


def _missing(folder: Path | None) -> list[str]:
    told = [] if folder else ["Only the authored sets were measured: --data names the folder of the open ones."]
    if not find_spec("pycrfsuite"):
        told.append("No CRF: python-crfsuite is not installed (extra `train`).")
    if not find_spec("matplotlib"):
        told.append("No pictures: matplotlib is not installed (extra `train`).")
    return told


if __name__ == "__main__":
    main(sys.argv[1:])
