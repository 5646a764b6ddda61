"""Text that was once decoded with the wrong encoding and saved so, put right, every character keeping its raw place.

ftfy knows UTF-8 read as a one-byte encoding of Western Europe or as cp1251. What it does not know, and what
pages of this region hold, is one Cyrillic code page read as another or as Latin ("Ñúåçä" for "Съезд"), and
UTF-8 read as a code page with box drawings. ftfy gives no places, so its result is aligned by the ASCII
characters between, which no wrong decoding changes.
"""

from __future__ import annotations

import re
from functools import cache

from ftfy import fix_encoding

from flows.extract.legibility import LEGIBLE, legibility
from flows.extract.mapped import Edit, Mapped

# What was taken for the encoding, and what the bytes were. A Latin guess is Windows' in practice; latin-1
# differs from it in C1 control characters only, which _table takes as well.
_SHIFTS = (
    ("cp1252", "cp1251"),
    ("cp1252", "koi8-r"),
    ("cp1252", "cp866"),
    ("cp1252", "kz1048"),
    ("cp1252", "ptcp154"),
    ("cp1251", "koi8-r"),
    ("koi8-r", "cp1251"),
    ("cp1251", "cp866"),
    ("cp866", "cp1251"),
    ("cp866", "utf-8"),
    ("koi8-r", "utf-8"),
)
_KAZAKH_SHIFTS = (("cp1251", "kz1048"), ("cp1251", "ptcp154"))
# Russian and Kazakh texts of 200 characters gain 0.19 to 0.98 by the right one of these, sound ones nothing by any.
GAIN = 0.1
LINE_GAIN = 0.05  # a line may hold one word of the kind
# Kazakh read as Russian keeps six letters in seven and gains 0.016 at least; that both ќ and і stand in it is the proof.
KAZAKH_GAIN = 0.01

# First characters of UTF-8 sequences and what follows them, as cp1252, cp1251 and Mac Roman show them. Only where one
# of these stands is ftfy asked, line by line: it reads 2.5 million characters of sound Russian a second, all these
# patterns together 7 million. Each starts with one set of characters, which is what Python's re searches fast.
_UTF8_SHOWN = tuple(
    re.compile(pattern)
    for pattern in (
        "[Â-ô][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]",
        "[ВГРСТҐвг][ЂЃѓЉЊЌЋЏђљњќћџЎўЈЅѕјЁЄЇІіїєґҐ€-™\x80-\x9f¤¦-©«-®°±µ-·»]",
        "[‚√¬–—][Ä-ü†°¢£§•¶®©™´¨≠∞±≤≥¥µ∂∑∏π∫ªºΩ]",
    )
)
# Four accented Latin letters in a row, signs in a row, a Cyrillic word with its cases turned round, box drawings
# at letters, letters that only Macedonian has (where cp1251 shows Kazakh ones), and what cp1251 shows for cp866.
_SHIFT_SHOWN = tuple(
    re.compile(pattern)
    for pattern in (
        "[À-ÿ¨¸]{4}",
        "[\xa0-\xaf]{3}",
        "[а-яё][А-ЯЁ]{3}",
        "[─-▟](?:(?=[^\\W\\d_])|(?<=[^\\W\\d_].))",
        "[Ќќ]",
        "[ЂЃѓ†‡‰Љ‹ЊЋЏђ•љњћџЎўЈ¤Ґ¦]{2}",
    )
)
# Marks that sound texts hold and no mojibake is made of alone: most English texts are done with here.
_SOUND = frozenset(map(chr, range(128))) | frozenset("“”„‘’–—…«»№\u00a0•")
_FOREIGN = re.compile("[^\x00-\x7f]+")


def repaired_from_mojibake(text: Mapped) -> Mapped:
    """The text with its wrongly decoded lines put right; the same object when there are none."""
    source = text.text
    if source.isascii() or not is_suspicious(source):
        return text
    lines = source.split("\n")
    fixed = [_utf8_repaired(line) for line in lines]
    fixed = _shifted_back(lines, fixed)
    edits: list[Edit] = []
    start = 0
    for old, new in zip(lines, fixed, strict=True):
        if old != new:
            edits.extend((start + first, start + last, replacement) for first, last, replacement in _edits(old, new))
        start += len(old) + 1
    return text.edited(edits) if edits else text


def is_suspicious(text: str) -> bool:
    """Whether the text holds characters that mojibake is made of; most such texts are sound, few sound texts are such."""
    return not _SOUND.issuperset(text) and _shows(_UTF8_SHOWN + _SHIFT_SHOWN, text)


def _utf8_repaired(line: str) -> str:
    """ftfy also mends single characters of a line that is wrong as a whole; such a line is left for _shifted_back."""
    if line.isascii() or not _shows(_UTF8_SHOWN, line):
        return line
    fixed = fix_encoding(line)
    return line if fixed == line or "\n" in fixed or legibility(fixed) < LEGIBLE or _shows(_SHIFT_SHOWN, fixed) else fixed


def _shifted_back(lines: list[str], fixed: list[str]) -> list[str]:
    """The lines with one mistake undone, that which explains the strange ones best: a text goes through one program."""
    strange = "\n".join(new for old, new in zip(lines, fixed, strict=True) if old == new and _shows(_SHIFT_SHOWN, old))
    if not strange:
        return fixed
    # No language has both letters; a text in Macedonian has the first alone.
    choices = _SHIFTS + (_KAZAKH_SHIFTS if "ќ" in strange and "і" in strange else ())
    reads = {choice: legibility(_shifted(strange, choice)) for choice in choices}
    best = max(choices, key=lambda choice: reads[choice])
    is_kazakh = best in _KAZAKH_SHIFTS
    if reads[best] < LEGIBLE or reads[best] < legibility(strange) + (KAZAKH_GAIN if is_kazakh else GAIN):
        return fixed
    return [
        _line_shifted(old, best, KAZAKH_GAIN if is_kazakh else LINE_GAIN) if old == new else new
        for old, new in zip(lines, fixed, strict=True)
    ]


def _line_shifted(line: str, shift: tuple[str, str], gain: float) -> str:
    shifted = _shifted(line, shift)
    return shifted if legibility(shifted) >= legibility(line) + gain else line


def _shows(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _shifted(text: str, shift: tuple[str, str]) -> str:
    taken_for, real = shift
    if real != "utf-8":
        return text.translate(_table(taken_for, real))
    return _FOREIGN.sub(lambda run: _from_utf8(run.group(), taken_for), text)


@cache
def _table(taken_for: str, real: str) -> dict[int, str]:
    """Character shown -> character meant, for the upper half of a one-byte code page."""
    table: dict[int, str] = {}
    for number in range(0x80, 0x100):
        meant = bytes([number]).decode(real, "replace")
        shown = bytes([number]).decode(taken_for, "replace")
        if meant != "\ufffd":
            table[number if shown == "\ufffd" else ord(shown)] = meant
            if taken_for == "cp1252" and number < 0xA0:
                table[number] = meant
    return table


def _from_utf8(run: str, taken_for: str) -> str:
    try:
        return run.encode(taken_for).decode("utf-8")
    except UnicodeError:
        return run


def _edits(line: str, fixed: str) -> list[Edit]:
    """Replacements that turn the line into the fixed one, each run of foreign characters on its own where that is possible."""
    old, new = list(_FOREIGN.finditer(line)), list(_FOREIGN.finditer(fixed))
    if _FOREIGN.split(line) == _FOREIGN.split(fixed):
        return [(a.start(), a.end(), b.group()) for a, b in zip(old, new, strict=True) if a.group() != b.group()]
    shorter = min(len(line), len(fixed))
    head = next((index for index in range(shorter) if line[index] != fixed[index]), shorter)
    tail = next((index for index in range(shorter - head) if line[-1 - index] != fixed[-1 - index]), shorter - head)
    return [(head, len(line) - tail, fixed[head : len(fixed) - tail])]
