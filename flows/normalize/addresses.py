"""Signed speeches and letters: from the greeting to the last line before the signature."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.normalize.lexicon import lexicon_rows
from flows.normalize.page import Page, Span


class Address(NamedTuple):
    """A signed speech or letter; `source` is the name in its signature, None when it has none."""

    start: int
    end: int
    source: tuple[int, int] | None


_GREETING_LENGTH = 25  # words; the longest greeting of the authored corpus has 19
_SIGNATURE_LINES = 4  # closing formula, name, office, place or date
_SIGNATURE_WORDS = 16  # of one line: an office may be long ('Chairwoman of the Sectoral Trade Union of …')
_LEAST_LINES = 2  # of body between greeting and signature
_ENDS_SENTENCE = re.compile(r"[.!?…][”»\"’)]*$")


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
    signature = _signature(page.text, lines, number + 1, names, roles)
    if signature is None:
        return None
    first, source = signature
    body = lines[number:first]
    if len(body) <= _LEAST_LINES:
        return None
    start, end = body[0][0], body[-1][1]
    text = page.text[start:end].rstrip()
    end = start + len(text) - (1 if text.endswith((".", ",")) else 0)
    return Address(start, end, source)


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
        signers = [
            span
            for line_start, line_end in lines[first : number + _SIGNATURE_LINES]
            for span in names
            if line_start <= span.start and span.end <= line_end and span.label in ("person", "organization")
        ]
        people = [span for span in signers if span.label == "person"]
        chosen = (people or signers)[0]
        return first, (chosen.start, chosen.end)
    return None


def _is_name_line(text: str, start: int, end: int, names: list[Span], roles: list[Span]) -> bool:
    line = text[start:end]
    if len(line.split()) > _SIGNATURE_WORDS or _ENDS_SENTENCE.search(line.rstrip()):
        return False
    covered = sum(
        min(span.end, end) - max(span.start, start)
        for span in _outermost([*names, *roles])
        if span.start < end and span.end > start and (span.layer == "role" or span.label in ("person", "organization"))
    )
    named = any(start <= span.start and span.end <= end and span.label in ("person", "organization") for span in names)
    # two thirds: 'For the Guild of Salt Workers, X' is a signature, a line of prose that ends without stop is none
    return named and covered * 3 >= 2 * len(line)


def _is_closing(text: str, start: int, end: int, roles: list[Span]) -> bool:
    """Whether a line before the name belongs to the signature: an office alone."""
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
    head = words[0].strip(",!:").lower()
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
