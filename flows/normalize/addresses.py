"""Speeches and letters: from the greeting to the last line before the signature, or whole where the headline tells whose they are."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.normalize.lexicon import lexicon_rows
from flows.normalize.page import Page, Span


class Address(NamedTuple):
    """A speech or letter; `source` is what names its author: in the signature, else in the headline."""

    start: int
    end: int
    source: tuple[int, int] | None


_GREETING_LENGTH = 25  # words; the longest greeting of the authored corpus has 19
_SIGNATURE_LINES = 4  # closing formula, name, office, place or date
_SIGNATURE_WORDS = 16  # of one line: an office may be long ('Chairwoman of the Sectoral Trade Union of …')
_SIGNING = ("person", "organization")
_LEAST_LINES = 2  # of body between greeting and signature
_ENDS_SENTENCE = re.compile(r"[.!?…][”»\"’)]*$")
# Lines before the greeting of a speech that its headline names: headline, occasion, place, date.
_HEADING_LINES = 4
# What hands a text over in a body's name; the body then speaks, whoever writes the line.
_BEHALF = re.compile(r"(?:On behalf of|In the name of|For|От имени)\s", re.IGNORECASE)
_ADOPTED = re.compile(r"(?:Adopted|Approved|Принят[оа]?)\s", re.IGNORECASE)
# 'Your committee: A, B and C': who they are together.
_TOGETHER = re.compile(r"[^:,.]{3,40}(?=:\s)")


def addresses_from_page(page: Page, names: list[Span], roles: list[Span]) -> list[Address]:
    """The addresses of a page in order: mostly none or one."""
    lines = _lines(page.text)
    found: list[Address] = []
    number = 0
    while number < len(lines):
        start, end = lines[number]
        if _is_greeting(page.text[start:end]) and (address := _address_from(page, lines, number, names, roles)):
            found.append(address)
            while number < len(lines) and lines[number][0] < address.end:
                number += 1
        number += 1
    return found


def _address_from(page: Page, lines: list[tuple[int, int]], number: int, names: list[Span], roles: list[Span]) -> Address | None:
    """The address that begins with line `number`; None when nobody signs it or it has no body."""
    signature = _signature(page.text, lines, number + 1, names, roles) or _headline(page.text, lines, number, names)
    if signature is None:
        return None
    first, source = signature
    body = lines[number:first]
    if len(body) <= _LEAST_LINES:
        return None
    return Address(body[0][0], body[-1][1], source)


def _signature(
    text: str, lines: list[tuple[int, int]], after: int, names: list[Span], roles: list[Span]
) -> tuple[int, tuple[int, int] | None] | None:
    """First line of the signature and the signing name: the first run of short lines without final stop, at
    least one of which is little more than a person's or an organization's name (with its office)."""
    for number in range(after + 1, len(lines)):
        start, end = lines[number]
        if not _is_name_line(text, start, end, names, roles):
            continue
        first = number
        while first > after + 1 and _is_closing(text, *lines[first - 1], roles):
            first -= 1
        return first, _signer(text, lines[first : number + _SIGNATURE_LINES], names)
    return None


def _signer(text: str, lines: list[tuple[int, int]], names: list[Span]) -> tuple[int, int]:
    """Who signs: the body on whose behalf it is done, else the first person; several persons of one line as what they are called."""
    signers = [(line, span) for line in lines for span in names if line[0] <= span.start and span.end <= line[1] and span.label in _SIGNING]
    bodies = [span for line, span in signers if span.label == "organization" and _BEHALF.match(text, *line)]
    people = [(line, span) for line, span in signers if span.label == "person"]
    if not bodies and people:
        line = people[0][0]
        together = _TOGETHER.match(text, *line)
        if together and together.end() <= people[0][1].start and sum(other == line for other, _ in people) > 1:
            return together.span()
    chosen = (*bodies, *(span for _, span in people), *(span for _, span in signers))[0]
    return chosen.start, chosen.end


def _headline(text: str, lines: list[tuple[int, int]], number: int, names: list[Span]) -> tuple[int, tuple[int, int] | None] | None:
    """Line after the last of a speech that nobody signs and whose headline names the speaker ('Address by X to the congress')."""
    if not 0 < number <= _HEADING_LINES:
        return None
    start, end = lines[0][0], lines[number - 1][1]
    words = {word.lower() for word in re.findall(r"\w+", text[start:end])}
    speaker = next((span for span in names if start <= span.start and span.end <= end and span.label == "person"), None)
    if speaker is None or words.isdisjoint(row["word"] for row in lexicon_rows("greetings") if row["kind"] == "heading"):
        return None
    last = next(at for at in range(len(lines), number, -1) if at == number + 1 or _ENDS_SENTENCE.search(text[slice(*lines[at - 1])]))
    return last, (speaker.start, speaker.end)


def _is_name_line(text: str, start: int, end: int, names: list[Span], roles: list[Span]) -> bool:
    line = text[start:end]
    if len(line.split()) > _SIGNATURE_WORDS or _ENDS_SENTENCE.search(line.rstrip()):
        return False
    covered = sum(
        min(span.end, end) - max(span.start, start)
        for span in _outermost([*names, *roles])
        if span.start < end and span.end > start and (span.layer == "role" or span.label in ("person", "organization"))
    )
    inside = [span for span in names if start <= span.start and span.end <= end and span.label in _SIGNING]
    if any(span.label == "person" and span.start == start and text[span.end : span.end + 1] == "," for span in inside):
        return True  # 'X, nurse of ward 2, for all who signed'
    together = _TOGETHER.match(line)
    if together and sum(span.label == "person" for span in inside) > 1 and inside[0].start - start <= together.end() + 2:
        return True
    if _ADOPTED.match(line) and any(span.label == "organization" for span in inside):
        return True
    # two thirds: 'For the Guild of Salt Workers, X' is a signature, a line of prose that ends without stop is none
    return bool(inside) and covered * 3 >= 2 * len(line)


def _is_closing(text: str, start: int, end: int, roles: list[Span]) -> bool:
    """Whether a line before the name belongs to the signature: an office alone, or in whose name it is given."""
    if _BEHALF.match(text, start, end) and text[start:end].endswith(","):
        return True
    line = text[start:end].rstrip(" ,")
    return any(span.start <= start and span.end >= start + len(line) for span in roles)


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _is_greeting(line: str) -> bool:
    """Whether the line greets its readers: an address word at its head, or 'colleagues, friends!' with nothing else."""
    words = line.split()
    if not words or len(words) > _GREETING_LENGTH or line.rstrip()[-1] not in ",!:":
        return False
    head = words[1 if words[0].lower() == "my" and len(words) > 1 else 0].strip(",!:").lower()
    kinds = {row["kind"] for row in lexicon_rows("greetings") if row["word"] == head}
    if "address" in kinds:
        return True
    return "people" in kinds and (line.rstrip()[-1] in "!," and ("," in line.rstrip()[:-1] or len(words) <= 4))


def _lines(text: str) -> list[tuple[int, int]]:
    lines = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((place, place + len(line.rstrip())))
        place += len(line) + 1
    return lines
