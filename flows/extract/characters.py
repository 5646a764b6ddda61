"""Characters that a keyboard, an editor or a converter spoiled, repaired without losing the way back.

Quotation marks stay as printed: finding quotes needs to know how they open and close. Dashes stay as
well: whether 'socio – economic' is a compound or a pause, and whether 'unchanged-the' is a slip, only
the author knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from flows.extract.mapped import Edit, Mapped

# White_Space=yes in the Unicode character database (PropList.txt), less line feed and space; Braille blank
# and Hangul filler are printed empty too.
_SPACES = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u2800\u3000\u3164" + "".join(map(chr, range(0x2000, 0x200B)))
# A no-break hyphen (U+2011) and the hyphen proper (U+2010) are hyphens; keyboards write U+002D.
_SAME_LENGTH = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys("\u2010\u2011", "-"))
_ODD = re.compile(f"[{_SPACES}\u2010\u2011]")

# Soft hyphens, U+FFFE and U+0002 (which PDF libraries give for the hyphen of a divided word) are kept at a
# line's end, where paragraphs.py joins the word by them. Joiners are spelling in Persian or Hindi and glue in
# emoji: they go only next to a Latin, Greek or Cyrillic letter, a space or a line's end.
_CONTROLS = (
    "\x00\x01\x03-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\uffff"
)
_UNSEEN = re.compile(
    f"[\xad\x02\ufffe](?!\\n)|[{_CONTROLS}]"
    "|(?<![^\\s\\w]|[\u0530-\uffff])[\u200c\u200d]|[\u200c\u200d](?=[\\sA-\u052f]|$)"
)  # fmt: skip
_PERHAPS_UNSEEN = re.compile(f"[\xad\x02\ufffe\u200c\u200d{_CONTROLS}]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
# A letter with its marks, Hangul in parts, and letters that Unicode itself calls another (Ohm, Kelvin, Angstrom, tone marks).
_COMPOSABLE = re.compile(
    "\\w[\u0300-\u036f\u0653-\u0655\u093c\u3099\u309a]+|[\u1100-\u11ff]+|[\u2126\u212a\u212b\u0340\u0341\u0343\u0374\u037e\u0387]"
)

# Each is certain: a lone 's' or a spaced single mark after a plural is no English word, and ` or ´ are accents,
# which no alphabet puts between two letters. Uzbek writes o‘ and g‘, so these stay.
_APOSTROPHE = re.compile(
    r"(?<=[^\W\d_])[`´](?=[^\W\d_])"
    r"|(?<=[A-Za-z])(?<![oOgG])‘(?=(?:s|t|re|ve|ll|d|m)\b)"
    r"|(?<=[A-Za-z]) ?[’'‘`´] (?=s(?:[ \n.,;:!?)]|$))"
    r"|(?<=[A-Za-z]) [’`´](?=s(?:[ \n.,;:!?)]|$))"
    r"|(?<=[a-z]s) [‘’'`´](?= [a-z])"
)
_MARK = re.compile("[`´‘’']")
_MISPLACED = re.compile("[`´‘]|[’'] |[ \n][’']")  # what a text must hold before the costly pattern is tried
_RUN = re.compile("  +| (?=\n)|(?<=\n) +|^ +| +$")


def repaired_characters(text: Mapped) -> Mapped:
    """The text with spoiled characters repaired and white space made plain."""
    return collapsed_spaces(repaired_letters(text))


def repaired_letters(text: Mapped) -> Mapped:
    """The text with spoiled characters repaired; runs of spaces stay, for they part the items of a menu."""
    if _ODD.search(text.text):
        text = Mapped(text.text.translate(_SAME_LENGTH), text.pieces)
    if _PERHAPS_UNSEEN.search(text.text):
        text = text.edited(_replaced(_UNSEEN, text.text, lambda _: ""))
    if not text.text.isascii():
        text = text.edited(_replaced(_LIGATURE, text.text, lambda found: unicodedata.normalize("NFKC", found)))
        if not unicodedata.is_normalized("NFC", text.text):
            text = text.edited(_replaced(_COMPOSABLE, text.text, lambda found: unicodedata.normalize("NFC", found)))
    if _MISPLACED.search(text.text):
        text = text.edited(_apostrophes(text.text))
    return text


def collapsed_spaces(text: Mapped) -> Mapped:
    """The text with one space for a run of them and none at the ends of lines."""
    if not ("  " in text.text or " \n" in text.text or "\n " in text.text or text.text[:1] == " " or text.text[-1:] == " "):
        return text
    edits: list[Edit] = []
    for run in _RUN.finditer(text.text):
        at_end = run.end() == len(text.text) or text.text[run.end()] == "\n"
        at_start = run.start() == 0 or text.text[run.start() - 1] == "\n"
        edits.append((run.start() if at_end or at_start else run.start() + 1, run.end(), ""))
    return text.edited(edits)


def _replaced(pattern: re.Pattern[str], text: str, repaired: Callable[[str], str]) -> Iterator[Edit]:
    for found in pattern.finditer(text):
        replacement = repaired(found.group())
        if replacement != found.group():
            yield found.start(), found.end(), replacement


def _apostrophes(text: str) -> Iterator[Edit]:
    done = 0
    for mark in _MARK.finditer(text):
        start = mark.start() - (mark.start() > done and text[mark.start() - 1] == " ")
        found = _APOSTROPHE.match(text, start) or _APOSTROPHE.match(text, mark.start())
        if found and found.group() != "’":
            done = found.end()
            yield found.start(), done, "’"
