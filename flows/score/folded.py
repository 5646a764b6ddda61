"""The form in which two texts are compared, so that no spelling of a page's editor counts as an error.

The codebook of the gold asks for it: compatibility forms (NFKC), letter case, quote marks and white space say
nothing, and a Cyrillic letter printed like a Latin one is that letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Letters that print alike in both alphabets (Unicode's confusables.txt, UTS 39). Lower-case к, м, н, в and т are drawn
# smaller than their Latin neighbours and are left out.
LOOKALIKES = str.maketrans("аеорсухіАВЕКМНОРСТУХІ", "aeopcyxiABEKMHOPCTYXI")
_QUOTE_MARKS = re.compile("[\"'`´‘-‟«»‹›]")
_WORD = re.compile(r"\w+")


def unified(text: str) -> str:
    """The text in compatibility form, look-alike letters made Latin; letter case and marks as they were."""
    return unicodedata.normalize("NFKC", text).translate(LOOKALIKES)


def folded(text: str | None) -> str:
    """The comparable form of a text; nothing is the empty one."""
    return " ".join(_QUOTE_MARKS.sub(" ", unified(text or "")).casefold().split())


def words_from_text(text: str | None) -> list[str]:
    return _WORD.findall(folded(text))


def word_line(text: str | None) -> str:
    """The words of a text with single spaces: two lines are the same when these are."""
    return " ".join(words_from_text(text))


def word_counts(text: str | None) -> Counter[str]:
    return Counter(words_from_text(text))


def shared_words(one: Counter[str], other: Counter[str]) -> float:
    """F1 of two texts as bags of words: 1 for the same words, 0 for none in common."""
    common = (one & other).total()
    return 2 * common / (one.total() + other.total()) if common else 0.0
