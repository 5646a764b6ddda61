"""The printed dates of a page that may be its own, and the signs that one is: where it stands and what stands beside it.

`flows.train.published` fits the weights of the signs (published_signs.csv); `published` adds them up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from flows.dates import DateExpression, dates_from_text, opening_date, resolved

HEAD, TAIL = 40, 15  # lines of a page that are looked at; all page dates of the authored corpus but one in 200 stand there
CUT = 200  # characters of a line; a report's opening date stands within them

_FORM = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b")
_SENTENCE = re.compile(r"[.!?…]\s*[”\"»]?\s*$")
# What a page says of its own date, in the three languages and in the words of courts, parliaments and archives (own list).
_LABELS = {
    "published": r"publish\w*|posted|released?|issued|date|dated|filed|uploaded|опубликован\w*|дата|размещен\w*|жариялан\w*|күні",
    "changed": r"updated?|changed|modified|revised|last edited|измен\w*|обновл\w*|өзгертілген|жаңартылған",
    "delivered": r"delivered|laid|tabled|handed down|pronounced|given at|done at|signed|presented|answers? received|принят\w*|қабылданған",
    "other": r"heard|adopted|expires?|valid|deadline|until|since|from|born|founded|established|election|hearing|due|before|by|for|to|next",
}
_NEAR = 40  # characters from a date on that hold its clock time
_ALONE = 5  # words: 'Answers received up to', 'Laid before the Assembly on' make the date's own line
_DIVIDED = re.compile(r"[|·•\t]|\s{2,}|\u00a0\s")
_BYLINE = re.compile(r"^\W{0,4}(?:by|от|автор)\s|\bby\s+[A-ZА-ЯӘҒҚҢӨҰҮҺІ]", re.IGNORECASE)
_TWEET = re.compile(r"@\w|^\s*[—–-]\s*\w")
_STAMP, _STAMPED = re.compile(r"\s*[\[(]\s*"), re.compile(r"[^\])]{0,12}[\])]")  # '[07/02/2024, 06:48] Name: …'
_LABEL = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _LABELS.items()}


class Printed(NamedTuple):
    """One full date on a page, with its signs."""

    edtf: str
    line: int
    signs: frozenset[str]


def printed_dates(lines: Iterable[str]) -> list[Printed]:
    """The days and months with their year that the head and the foot of a page print, each line once."""
    unique = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    looked = [*range(min(HEAD, len(unique))), *range(max(HEAD, len(unique) - TAIL), len(unique))]
    heads = [unique[number][:CUT] for number in looked]
    text = "\n".join(heads)
    starts = [0]
    for head in heads:
        starts.append(starts[-1] + len(head) + 1)
    found: list[_Found] = []
    row = 0
    for one in dates_from_text(text):
        while starts[row + 1] <= one.start:
            row += 1
        value = resolved(one, None)
        if value and value.reason in ("explicit", "weekday") and one.limit is None and _FORM.fullmatch(value.edtf):
            line = unique[looked[row]]
            found.append(_Found(value.edtf, looked[row], line, one.start - starts[row], one.end - starts[row], one))
    days = [one.edtf for one in found]
    signs = [_line_signs(one) | _page_signs(number, days) for number, one in enumerate(found)]
    if any("label published" in shown for shown in signs):  # 'Published: 3 October | Updated: 5 October'
        signs = [shown | {"changed later"} if "label changed" in shown else shown for shown in signs]
    return [Printed(one.edtf, one.number, frozenset(shown)) for one, shown in zip(found, signs, strict=True)]


class _Found(NamedTuple):
    """A date with its line: its number on the page, its text and the date's place in it."""

    edtf: str
    number: int
    line: str
    start: int
    end: int
    expression: DateExpression


def _page_signs(number: int, days: list[str]) -> set[str]:
    """What the other dates of the page say of one."""
    day = days[number]
    return {
        "latest" if day == max(days) else "earlier day",
        "first" if number == 0 else "not first",
        f"seen {min(days.count(day), 3)}",
        f"precision {len(day)}",
        f"inside {any(other != day and other.startswith(day) for other in days)}",
    }


def _line_signs(one: _Found) -> set[str]:
    """What the line says of its date: the words in its own part of the line ('by A. Writer · July 9, 2025 · 3 min read') count."""
    before, after = _DIVIDED.split(one.line[: one.start])[-1], _DIVIDED.split(one.line[one.end :])[0]
    words = _WORD.findall(_CLOCK.sub(" ", before)), _WORD.findall(_CLOCK.sub(" ", after))
    place = _line_bucket(one.number)
    signs = {f"line {place}", f"precision {len(one.edtf)} line {place}"}
    opening = opening_date(one.line)
    if opening is not None and opening.start == one.start:
        return signs | {"opening", f"opening {place}"}
    rest = len(words[0]) + len(words[1])
    signs |= {f"before {_bucket(len(words[0]))}", f"after {_bucket(len(words[1]))}", f"rest {_bucket(rest)} line {place}"}
    lead = " ".join(words[0][-_ALONE:])
    if shown := next((name for name, label in _LABEL.items() if label.search(lead)), None):
        family = "other" if shown == "other" else "own"
        signs |= {f"label {shown}", f"label {family}", f"label {family} {'alone' if rest <= _ALONE else 'in a text'}"}
    shapes = {
        "sentence": rest > 1 and _SENTENCE.search(one.line),
        "clock": _CLOCK.search(one.line[one.start :][:_NEAR]),
        "weekday": one.expression.first.weekday is not None,
        "divided": before != one.line[: one.start] or after != one.line[one.end :],
        "byline": _BYLINE.search(before),
        "tweet": _TWEET.search(before),
        "stamp": _STAMP.fullmatch(before) and _STAMPED.match(after),
    }
    return signs | {name for name, shown in shapes.items() if shown}


def _line_bucket(number: int) -> str:
    return str(number) if number < 4 else "4-9" if number < 10 else "10+"


def _bucket(words: int) -> str:
    return str(words) if words < 3 else "3-5" if words < 6 else "6-9" if words < 10 else "10+"
