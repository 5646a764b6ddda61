"""Bar charts as SVG text: equal input gives equal bytes, no script, readable in light and dark, on paper and aloud."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LABEL, TOLD, ROW, TOP = 760, 230, 170, 22, 40  # pixels: whole, left and right of the bars, one bar, above them
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1c2733}.t{font-weight:600;font-size:15px}.n{fill:#52606d}"
    ".b0{fill:#2f6f9f}.b1{fill:#c77d2e}.w{stroke:#1c2733;stroke-width:1.5}.g{stroke:#d5dbe1}"
    "@media(prefers-color-scheme:dark){text{fill:#e6ebf0}.n{fill:#a9b4bf}.b0{fill:#6fb1e0}.b1{fill:#e5a55d}.w{stroke:#e6ebf0}"
    ".g{stroke:#3a4653}}"
)
_UNPRINTABLE = re.compile("[^\t\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: how long it is, what is written beside it, and how sure its length is."""

    label: str
    value: float
    told: str
    low: float | None = None
    high: float | None = None
    shade: int = 0  # 0 or 1, for two bars that are compared


def svg_bars(title: str, bars: Sequence[Bar], longest: float | None = None) -> str:
    """A horizontal bar chart; `longest` is the value that fills the width, by default that of the longest bar."""
    full = longest or max((bar.value for bar in bars), default=1) or 1
    height = TOP + ROW * max(len(bars), 1) + 12
    scale = (WIDTH - LABEL - TOLD) / full
    grid = [
        f'<line class="g" x1="{LABEL + scale * full * part / 4:.1f}" y1="{TOP - 6}" '
        f'x2="{LABEL + scale * full * part / 4:.1f}" y2="{height - 8}"/>'
        for part in range(5)
    ]
    spoken = "; ".join(f"{bar.label}: {bar.told}" for bar in bars) or "nothing to show"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
        f"<title>{xml_text(title)}</title><desc>{xml_text(spoken)}</desc><style>{_STYLE}</style>",
        f'<text class="t" x="8" y="20">{xml_text(title)}</text>',
        *grid,
        *(_bar(bar, TOP + ROW * number, scale) for number, bar in enumerate(bars)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _bar(bar: Bar, top: int, scale: float) -> str:
    parts = [
        f'<text x="{LABEL - 8}" y="{top + 13}" text-anchor="end">{xml_text(_shortened(bar.label))}</text>',
        f'<rect class="b{bar.shade}" x="{LABEL}" y="{top + 2}" width="{max(bar.value * scale, 0):.1f}" height="{ROW - 8}"/>',
        f'<text class="n" x="{WIDTH - TOLD + 10}" y="{top + 13}">{xml_text(bar.told)}</text>',
    ]
    if bar.low is not None and bar.high is not None:
        middle = top + 2 + (ROW - 8) / 2
        start, end = LABEL + bar.low * scale, LABEL + bar.high * scale
        parts.append(f'<path class="w" d="M{start:.1f} {middle}H{end:.1f}M{start:.1f} {middle - 4}v8M{end:.1f} {middle - 4}v8"/>')
    return "".join(parts)


def xml_text(text: str) -> str:
    """Text as SVG and HTML show it: no markup, and nothing that XML refuses or that turns the line's direction."""
    return escape(_UNPRINTABLE.sub("\ufffd", text))


def _shortened(label: str, length: int = 32) -> str:
    return label if len(label) <= length else label[: length - 1] + "…"
