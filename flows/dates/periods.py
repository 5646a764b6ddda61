"""Years, decades, centuries, seasons, quarters and half-years."""

from __future__ import annotations

from dataclasses import replace

from flows.dates.days import PLACES, Found, is_year_number, past_year_word, year_tail
from flows.dates.expression import Point
from flows.dates.tokens import Token

# Before a bare number these make a year of it, whatever stands behind.
_STRONG = frozenset({"in", "since", "until", "between", "beside"})
# These may also stand before a count ('of 2000 workers').
_WEAK = frozenset({"of", "by", "from", "to", "for", "on", "and", "article", "edge", "turn", "open", "comma", "dash", "end"})
_COUNTERS = frozenset({"count_before", "number_before"})
_CLOSERS = frozenset({"dot", "comma", "close", "end", "colon", "apostrophe", "and", "dash"})
_HYPHENS = "-–‑"
PIVOT_SPOKEN = 30  # ’63 is 1963: a short year in speech looks back, and 2030 lies ahead


def period_at(tokens: list[Token], i: int) -> Found | None:
    """A century, decade, quarter, half-year, season or year at this token."""
    kind = tokens[i].kind
    if kind in ("decade", "tens"):
        return decade_at(tokens, i)
    if kind in ("ordinal", "roman"):
        return _numbered_at(tokens, i)
    if kind == "word" and tokens[i].text == "Q" and tokens[i + 1].kind == "number" and 1 <= tokens[i + 1].value <= 4:
        return _with_year(tokens, i + 2, Point(code=32 + tokens[i + 1].value))
    if kind == "season":
        return _season_at(tokens, i)
    if kind == "number":
        return _led_by_year(tokens, i) or _decade_of_years(tokens, i) or _short_year(tokens, i) or year_at(tokens, i)
    return None


def year_at(tokens: list[Token], i: int) -> Found | None:
    """A number that the words around it make a year."""
    token, after = tokens[i], tokens[i + 1]
    before = tokens[i - 1] if i else tokens[-1]
    if not is_year_number(token) or after.kind == "bc":
        return None
    if after.kind == "unit:year" and after.text.lower() != "years":
        return Point(year=token.value), past_year_word(tokens, i + 1)
    if _is_part_of_code(tokens, i) or not _is_placed(tokens, i, before, after):
        return None
    return Point(year=token.value), i + 1


def _short_year(tokens: list[Token], i: int) -> Found | None:
    """'in ’63': two figures behind an apostrophe and a word that leads to a year."""
    token, mark = tokens[i], tokens[i - 1] if i else tokens[-1]
    before = tokens[i - 2] if i > 1 else tokens[-1]
    glued = mark.kind == "apostrophe" and mark.end == token.start and before.end != mark.start
    if len(token.text) != 2 or not glued or tokens[i + 1].kind == "apostrophe":
        return None
    if before.kind not in _STRONG | {"of", "month", "season"}:
        return None
    return Point(year=token.value + (1900 if token.value >= PIVOT_SPOKEN else 2000)), i + 1


def _decade_of_years(tokens: list[Token], i: int) -> Found | None:
    """'1990 жылдары': the Kazakh plural of year makes a decade of a round one."""
    plural = tokens[i + 1].kind == "unit:year" and tokens[i + 1].text.lower().startswith("жылдар")
    round_year = is_year_number(tokens[i]) and tokens[i].value % 10 == 0
    return (Point(mask=f"{tokens[i].value // 10}X"), i + 2) if plural and round_year else None


def _is_part_of_code(tokens: list[Token], i: int) -> bool:
    """'57/2021', 'Kazakhstan-2050', 'Act 2003', 'Convention, 2006', '“Best Agreement – 2025”'."""
    token, after = tokens[i], tokens[i + 1]
    before = tokens[i - 1] if i else tokens[-1]
    two = tokens[i - 2] if i > 1 else tokens[-1]
    if (before.kind == "slash" and before.end == token.start) or (after.kind == "slash" and after.start == token.end):
        return True
    if before.text in _HYPHENS and before.kind == "dash" and two.kind not in ("number", "end", "edge") and two.end == before.start:
        return True
    if before.kind == "dash" and (after.text in ("”", "»", '"') or is_year_number(two)):
        return True  # the second half of an interval that is itself a part of a name
    if before.kind in ("sign", "number_before") and before.text in ("№", "#", "$", "€", "£", "₸", "&", "+"):
        return True
    if before.kind == "comma":
        return two.kind == "number_before" and two.text[0].isupper()
    return before.kind in ("word", "number_before", "roman") and before.text[0].isupper() and _is_mid_sentence(tokens, i)


def _is_mid_sentence(tokens: list[Token], i: int) -> bool:
    """Whether the capital before the number is a name's, not merely the first word of the sentence."""
    return i > 1 and tokens[i - 2].kind not in ("dot", "end")


def _is_placed(tokens: list[Token], i: int, before: Token, after: Token) -> bool:
    value = tokens[i].value
    if before.kind in _COUNTERS or before.kind == "month" or after.kind == "counted":
        return False
    if (not before.text.isascii() and before.kind == "in") or (after.kind == "word" and not after.text.isascii()):
        return before.kind == "open"  # Russian and Kazakh say 'год', 'жыл'
    if before.kind in _STRONG:
        return True
    # a plain count is rare between these years, since most print a thousands mark; before 1500 and after 2099 no year is told in news
    if not 1500 <= value <= 2099:
        return False
    two = tokens[i - 2] if i > 1 else tokens[-1]
    if before.kind == "of" and two.kind == "word" and two.text[0].isupper():
        return True  # 'the Mining Code of 2023 forbids'
    counts = after.kind == "word" and after.text[0].islower() and after.text.endswith("s") and before.kind != "article"
    return not counts and (before.kind in _WEAK or before.kind.startswith("unit:year") or after.kind in _CLOSERS)


def decade_at(tokens: list[Token], i: int) -> Found | None:
    """'1960s', 'the 60s of the XX century', '90-х годов', 'the nineties'; 'in his sixties' is an age."""
    token = tokens[i]
    before = tokens[i - 1] if i else tokens[-1]
    number = token.value * 10 if token.kind == "tens" else token.value
    if number % 10 or not (token.kind == "tens" or len(token.text) > 2):
        return None
    cyrillic = not token.text[-1].isascii() or token.text.endswith("-")
    j = i + 1
    if cyrillic:
        if tokens[j].kind != "unit:year":
            return None
        j += 1
    if number >= 1000:
        return Point(mask=f"{number // 10}X"), j
    century = _century_behind(tokens, j)
    if century is not None:
        return Point(mask=f"{century[0].mask[:2]}{number // 10}X"), century[1]  # type: ignore[index]
    if not cyrillic and before.kind not in ("article", "apostrophe", "edge"):
        return None
    # without a century the last one is meant, except for the decades of this one that have passed
    return Point(mask=f"19{number // 10}X" if number >= 20 else f"20{number // 10}X"), j


def _century_behind(tokens: list[Token], j: int) -> Found | None:
    j += tokens[j].kind == "of"
    j += tokens[j].kind == "article"
    j += tokens[j].kind == "turn" and tokens[j + 1].kind in ("roman", "ordinal")
    if tokens[j].kind == "turn" and tokens[j + 1].kind == "unit:century":
        return Point(mask="19XX" if tokens[j].value < 0 else "20XX"), j + 2
    return _numbered_at(tokens, j) if tokens[j].kind in ("roman", "ordinal", "number") else None


def _numbered_at(tokens: list[Token], i: int) -> Found | None:
    """An ordinal or Roman figure with what it counts: a century, a quarter, a half of a year."""
    number, unit = tokens[i].value, tokens[i + 1]
    if unit.kind == "unit:century" or (tokens[i].kind == "roman" and unit.text == "в" and tokens[i + 2].kind == "dot"):
        j = i + 2 + (unit.text == "в")
        if not 1 < number <= 21 or tokens[j].kind == "bc":
            return None
        if tokens[j].kind == "decade" and len(tokens[j].text) < 5 and tokens[j + 1].kind == "unit:year":  # 'ХХ ғасырдың 60-жылдары'
            return Point(mask=f"{number - 1:02d}{tokens[j].value // 10}X"), j + 2
        return Point(mask=f"{number - 1:02d}XX"), j
    if unit.kind == "unit:quarter" and 1 <= number <= 4:
        return _with_year(tokens, i + 2, Point(code=32 + number))
    if unit.kind == "unit:half" and 1 <= number <= 2:
        found = _with_year(tokens, i + 2, Point(code=39 + number))
        return found if found[1] > i + 2 else None
    return None


def _season_at(tokens: list[Token], i: int) -> Found | None:
    before = tokens[i - 1] if i else tokens[-1]
    point, j = _with_year(tokens, i + 1, Point(code=tokens[i].value))
    if j > i + 1:
        return point, j
    two = tokens[i - 2] if i > 1 else tokens[-1]
    placed = before.kind in PLACES or (before.kind == "article" and two.kind in PLACES)
    free = tokens[j].kind not in ("word", "of", "dash")
    adverb = not tokens[i].text.isascii() and tokens[i].text.lower().endswith(("ой", "ом", "ью", "де"))
    return (point, j) if free and (placed or adverb) and tokens[i].text.lower() != "fall" else None


def _led_by_year(tokens: list[Token], i: int) -> Found | None:
    """Kazakh order: '2023 жылдың екінші тоқсаны', '2018 жылғы көктем'."""
    if not is_year_number(tokens[i]) or tokens[i + 1].kind != "unit:year":
        return None
    j = past_year_word(tokens, i + 1)
    if tokens[j].kind == "season" and not tokens[j].text.isascii():
        return Point(year=tokens[i].value, code=tokens[j].value), j + 1
    found = _numbered_at(tokens, j) if tokens[j].kind in ("ordinal", "roman") else None
    return (replace(found[0], year=tokens[i].value), found[1]) if found and found[0].code else None


def _with_year(tokens: list[Token], j: int, point: Point) -> Found:
    fields, k = year_tail(tokens, j)
    return replace(point, **fields), k
