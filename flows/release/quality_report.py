"""quality/report.html: the figures, doubts and gaps of the release on one page that needs nothing from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from flows.release.column_profile import ColumnProfile
from flows.release.facts import DATA, ReleaseFacts
from flows.release.intervals import wilson
from flows.release.svg_bars import xml_text
from schemas.contract import codes

_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem 1rem 4rem}
h1{font-size:1.6rem}
h2{margin-top:2.5rem}
img{max-width:100%;height:auto}
table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}
th,td{padding:.25rem .75rem;border-bottom:1px solid #8884;text-align:left;vertical-align:top}
td.s{white-space:nowrap}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
caption{text-align:left;font-weight:600;padding:.25rem 0}
meter{width:8rem}
@media print{body{max-width:none}h2{break-after:avoid}tr,img{break-inside:avoid}}
"""
SHORT = 30  # characters of a cell that is not broken over lines
_MEASURED = """<p>Each figure is counted on documents that were annotated by hand. The annotated documents are few, so each share
stands with the interval that holds the true one 95 times of 100. <em>Precision</em> is the share of rows that are right,
<em>recall</em> the share of what there is that was found. Documents of another kind may do better or worse.</p>"""
_NOT_MEASURED = "<p>No corpus of this release names annotations to measure against, so nothing was measured in this build.</p>"


def report_html(facts: ReleaseFacts, folder: Path, pictures: Iterable[str], profiles: Sequence[ColumnProfile]) -> str:
    """The page; pictures lie beside it."""
    quality = pq.read_table(folder / DATA / "quality.parquet").to_pylist()
    shown = sorted(pictures)

    def figures(prefix: str) -> str:
        return "".join(f'<p><img src="{name}" alt="{_alt(name)}"></p>' for name in shown if name.startswith(prefix))

    parts = [
        f"<h1>Quality of {xml_text(facts.title)}, release {xml_text(facts.version)}</h1>",
        "<h2>Measured against annotations</h2>",
        _MEASURED + figures("measured") + _quality_table(quality) if quality else _NOT_MEASURED,
        "<h2>How sure the rows are</h2>",
        "<p>The column <code>confidence</code> tells for each row which share of rows like it were right when measured.</p>",
        figures("confidence"),
        "<h2>What went wrong or is doubtful</h2>",
        "<p>Every case is a row of the table <code>issues</code>, with its document and what to do.</p>",
        figures("issues") + _issues_table(folder),
        "<h2>How much there is</h2>",
        "<p>A month without documents was not collected; it does not say that nothing happened.</p>",
        figures("coverage"),
        "<h2>How full the columns are</h2>",
        _profile_table(profiles),
    ]
    body = "\n".join(parts)
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    title = xml_text(f"Quality of release {facts.version}")
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}<title>{title}</title><style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n'
    )


def _alt(name: str) -> str:
    return f"Bar chart: {name.removesuffix('.svg').replace('-', ' ')}; the figures stand in its description and in the tables"


def _quality_table(quality: list[dict[str, Any]]) -> str:
    rows = [
        [
            row["gold_set"],
            row["measure"],
            _share(row["precision"], row["predicted_count"]),
            _share(row["recall"], row["gold_count"]),
            "" if row["f1"] is None else f"{row['f1']:.2f}",
            row["gold_count"],
            row["predicted_count"],
        ]
        for row in quality
    ]
    heads = ["annotations", "measure", "precision", "recall", "F1 or share", "annotated", "found"]
    return _table("All figures", heads, rows)


def _share(share: float | None, count: int) -> str:
    if share is None:
        return ""
    low, high = wilson(share, count)
    return f"{share:.2f} ({low:.2f} to {high:.2f})"


def _issues_table(folder: Path) -> str:
    issues = pq.read_table(folder / DATA / "issues.parquet", columns=["level", "code"])
    counts = Counter(zip(issues.column("level").to_pylist(), issues.column("code").to_pylist(), strict=True))
    meanings = codes("issue_codes")
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [[level, code, meanings.get(code, ""), count] for (level, code), count in ordered]
    return _table("Issues by kind", ["level", "code", "meaning", "rows"], rows)


def _profile_table(profiles: Sequence[ColumnProfile]) -> str:
    rows = [
        [one.table, one.column, one.filled, one.rows, one.filled / one.rows if one.rows else 0.0, f"{one.least} to {one.most}".strip(" to")]
        for one in profiles
    ]
    return _table("Also in columns.csv", ["table", "column", "filled", "rows", "share", "from and to"], rows)


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f'<th scope="col">{xml_text(name)}</th>' for name in heads)
    lines = ["<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in rows]
    body = "\n".join(lines)
    return f"<table><caption>{xml_text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f'<td class="n"><meter min="0" max="1" value="{value:.4f}">{value:.0%}</meter> {value:.0%}</td>'
    if isinstance(value, int):
        return f'<td class="n">{value:,}</td>'
    short = ' class="s"' if len(str(value)) <= SHORT else ""
    return f"<td{short}>{xml_text(str(value))}</td>"
