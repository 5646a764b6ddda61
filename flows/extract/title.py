"""The headline of a page, as printed."""

from __future__ import annotations

import re

# The longest of 616 headlines of the authored corpus has 19 words; an essay's first sentence rarely has fewer than 20.
MAX_WORDS = 30
MIN_PROSE_WORDS = 15

_WORD = re.compile(r"\w+")
_SITE = re.compile(r"\s+(?:\||–|—|-|::|»)\s+[^|]{2,60}$")
# A headline is no sentence in the text: it ends without a full stop, and no colon or comma leads on.
_OPEN_END = re.compile(r"[.:;,…]$|\.[”\"»’)]$")
# Greetings end in a comma or '!': 'Dear delegates!', 'Уважаемые коллеги!', 'Құрметті әріптестер!'
_GREETING = re.compile(r"^(?:dear|esteemed|respected|distinguished|ladies|уважаем|дорог|құрметті|қадірлі)\w*\b", re.IGNORECASE)


def title_from_lines(lines: list[str], layout: list[str], told: str | None, is_dateline: list[bool]) -> str | None:
    """The headline: what the markup says is one, else the metadata's title, else a first line that reads like one."""
    told = _clean(told)
    for line, kind in zip(lines, layout, strict=True):
        if kind == "title":
            return line
    if told:
        return next((line for line in lines if _same(line, told)), None) or _printed_part(told, lines) or told
    first = next((place for place, line in enumerate(lines) if not is_dateline[place]), None)
    if first is None or layout[first] not in ("line", "paragraph", "heading"):
        return None
    return lines[first] if reads_like_headline(lines[first]) and _leads_prose(lines[first + 1 :]) else None


def reads_like_headline(line: str) -> bool:
    """Short, begins with a capital, a digit or a mark, and is no sentence, greeting or label."""
    words = _WORD.findall(line)
    if not 2 <= len(words) <= MAX_WORDS or _OPEN_END.search(line) or _GREETING.match(line):
        return False
    return not line[0].islower()


def _leads_prose(following: list[str]) -> bool:
    return any(len(_WORD.findall(line)) >= MIN_PROSE_WORDS for line in following[:12])


def _clean(told: str | None) -> str | None:
    told = " ".join((told or "").split())
    return told or None


def _printed_part(told: str, lines: list[str]) -> str | None:
    """'Headline | Site' in the metadata is 'Headline' on the page."""
    bare = _SITE.sub("", told)
    return next((line for line in lines if _same(line, bare)), None) if bare != told else None


def _same(a: str, b: str) -> bool:
    return _WORD.findall(a.casefold()) == _WORD.findall(b.casefold())
