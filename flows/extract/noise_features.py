"""What can be seen of a line that tells page noise from body, as numbers.

The features are about form and place, so that they hold in any language: whether a line reads like a
sentence, what stands around it, whether its words come back in the prose. Three small word lists
(noise_words.csv) help in English, Russian and Kazakh.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

LOOKED_AT = 240  # characters of a line; by then prose has shown that it is prose
PROSE_WORDS = 8  # a line of fewer words that ends in a full stop may be a label as well
STEM = 5  # letters that show a word to be the same through the case endings of Russian and Kazakh
PROSE_LENGTH = 45  # characters; Kazakh says in five words what English says in nine
LONG_PROSE_WORDS = 20  # a line this long is prose without a full stop, if it is mostly in small letters

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…][”\"'’»)\]]*\s*$")
_INNER_END = re.compile(r"\w[.!?…][”\"'’»)]*\s+[“\"«(‘—–-]?\s?[^\W\da-zа-яё]")
_SEPARATOR = re.compile(r"\s[|¦/\\·•»›>→*~—–-]\s|[|¦·•›»←→⟵⟶▾▼▲►▶◄»«]\s|\s[«»>]\s")
_GAP = re.compile(r"\S[ \t]{2,}(?=\S)")
_SYMBOL_START = re.compile(r"[^\w\s“\"«‘'„(–—-]")
_ITEM_START = re.compile(r"(?:[–—•*-]|\(?\d{1,2}[.)]|\(?[a-zа-я]\))\s")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\w\.(?:com|org|net|info|example|[a-z]{2})\b|\.(?:pdf|docx?|jpe?g|png)\b", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+?\d[\d ()-]{7,}\d)|\b(?:tel|fax|тел|факс)\b", re.IGNORECASE)
_HASH = re.compile(r"(?:^|\s)#\s?\w")
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[^\W\d])[\w-]{6,}\b|\w_\w|[^\W\d]+\d+[^\W\d]+")
_RIGHTS = re.compile(r"©|\(c\)|all rights reserved|copyright|права защищены|құқықтар(?:ы)? қорғалған", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_COUNT = re.compile(r"\(\d{1,5}\)|\b\d{1,2}:\d\d\)|:\s*\d[\d\s,.]*$")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a line shows on its own."""

    words: list[str]  # folded
    names: list[str]  # folded words that begin with a capital
    prose: bool
    dated: bool
    values: tuple[float, ...]


_MARKS = (
    "inner_end", "arrow_end", "item_start", "symbol_start", "digits", "separators", "many_separators", "gap", "many_gaps", "address",
    "phone", "hash_tag", "code", "rights", "count", "colon_inside", "brackets",
)  # fmt: skip
_NO_MARKS = (0.0,) * len(_MARKS)
OWN = (
    "bias", "one_word", "words_2_4", "words_5_9", "words_10_up", "words_25_up", "sentence_end", "colon_end", "comma_end", "starts_lower",
    "starts_quote", "capitals", "all_capitals", "symbols", "label_words", "all_label_words", "label_first", "function_words",
    "office_words", "short_words", "dated", "date_alone", "lone_name", "short_sentence", "prose", *_MARKS,
)  # fmt: skip
_COLON_END, _OFFICE = OWN.index("colon_end"), OWN.index("office_words")
PLACED = (
    "first_line", "last_line", "in_head", "amid", "in_tail", "no_prose", "head_near", "head_far", "tail_near", "tail_far", "tail_size",
    "head_size", "run_size", "after_date_in_tail", "words_recur", "names_recur", "all_recur", "none_recur", "seen_before", "seen_later",
    "repeated", "glued", "follows_prose", "before_prose", "after_colon", "after_office", "headline",
)  # fmt: skip
LAYOUTS = ("paragraph", "heading", "title", "list", "table", "caption", "links")
_ZONES = ("in_head", "amid", "in_tail")
_CROSSED = (
    "words_2_4", "words_5_9", "lone_name", "label_words", "all_recur", "none_recur", "sentence_end", "dated", "glued", "office_words",
    "starts_quote", "repeated", "one_word", "item_start", "colon_end", "capitals",
    "starts_lower", "short_sentence", "inner_end", "function_words", "all_capitals", "after_office", "run_size",
)  # fmt: skip
_NEIGHBOURED = (
    "one_word",
    "words_2_4",
    "prose",
    "label_words",
    "separators",
    "gap",
    "dated",
    "lone_name",
    "office_words",
    "rights",
    "glued",
    "item_start",
    "all_capitals",
)
_PLACES = {name: place for place, name in enumerate((*OWN, *PLACED))}
_ZONE_PLACES, _CROSSED_PLACES, _NEIGHBOURED_PLACES = ([_PLACES[name] for name in names] for names in (_ZONES, _CROSSED, _NEIGHBOURED))
_KINDS = dict(zip(LAYOUTS, np.eye(len(LAYOUTS)), strict=True))
_NO_KIND = np.zeros(len(LAYOUTS))
FEATURES = (
    *OWN,
    *PLACED,
    *(f"layout_{kind}" for kind in LAYOUTS),
    *(f"{zone}*{name}" for zone in _ZONES for name in _CROSSED),
    "lone_name*names_recur", "lone_name*amid*names_recur", "lone_name*in_head*names_recur", "lone_name*in_tail*tail_near",
    "lone_name*in_tail*after_office",
    "in_head*words_recur*words_5_9", "in_head*names_recur*first_line",
    "heading", "heading*words_recur", "heading*all_capitals", "heading*lone_name",
    *(f"previous:{name}" for name in _NEIGHBOURED),
    *(f"next:{name}" for name in _NEIGHBOURED),
)  # fmt: skip


def features_from_lines(
    lines: Sequence[str], layout: Sequence[str], set_apart: Sequence[bool], repeated: Sequence[bool]
) -> NDArray[np.float64]:
    """One row a line, one column a name of FEATURES."""
    seen = [_seen(line) for line in lines]
    shown = np.array([line.values for line in seen], dtype=float)
    placed = np.array(_placed(seen, set_apart, repeated), dtype=float)
    kinds = np.array([_KINDS.get(kind, _NO_KIND) for kind in layout])
    both = np.hstack([shown, placed])
    columns = dict(zip((*OWN, *PLACED), both.T, strict=True))
    zoned = both[:, _ZONE_PLACES, None] * both[:, None, _CROSSED_PLACES]
    lone, recur = columns["lone_name"], columns["names_recur"]
    # A short line of other words than labels before prose: an inner heading, or a link to another page.
    heading = columns["amid"] * columns["before_prose"] * (columns["label_words"] == 0) * (columns["words_2_4"] + columns["one_word"])
    further = [
        lone * recur,
        lone * columns["amid"] * recur,
        lone * columns["in_head"] * recur,
        lone * columns["in_tail"] * columns["tail_near"],
        lone * columns["in_tail"] * columns["after_office"],
        columns["in_head"] * columns["words_recur"] * columns["words_5_9"],
        columns["in_head"] * recur * columns["first_line"],
        heading,
        heading * columns["words_recur"],
        heading * columns["all_capitals"],
        heading * lone,
    ]
    beside = both[:, _NEIGHBOURED_PLACES]
    edge = np.zeros((1, len(_NEIGHBOURED)))
    previous, following = np.vstack([edge, beside[:-1]]), np.vstack([beside[1:], edge])
    return np.hstack([both, kinds, zoned.reshape(len(seen), -1), np.array(further).T, previous, following])


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    with (files("flows.extract") / "noise_words.csv").open("r", encoding="utf-8") as rows:
        listed = list(csv.DictReader(rows))
    return {kind: frozenset(row["word"] for row in listed if row["kind"] == kind) for kind in ("label", "function", "office")}


def _seen(line: str) -> _Seen:
    looked = line[:LOOKED_AT]
    printed = _WORD.findall(looked)
    words = [word.casefold() for word in printed]
    n, lists = len(words), _word_lists()
    letters = [word for word in printed if word[0].isalpha()]
    capitals = [word for word in letters if word[0].isupper()]
    small = 1 - len(capitals) / max(len(letters), 1)
    ends = len(line) > LOOKED_AT or bool(_SENTENCE_END.search(looked))
    labels = sum(map(lists["label"].__contains__, words))
    functions = sum(map(lists["function"].__contains__, words))
    sentence = n >= 4 and ends and small > 0.4 and labels * 4 <= n
    prose = (sentence and (n >= PROSE_WORDS or len(looked) >= PROSE_LENGTH)) or (n >= LONG_PROSE_WORDS and small > 0.5)
    size = max(len(looked), 1)
    plain = sum(map(len, printed)) + looked.count(" ")
    all_capitals = bool(letters) and looked.isupper() and max(map(len, letters)) > 1
    lone_name = 2 <= n <= 3 and len(capitals) == n and plain == size and not all_capitals and not functions
    dated = n <= 10 and bool(_YEAR.search(looked))
    marks = _NO_MARKS if prose and ends and n >= LONG_PROSE_WORDS and "©" not in looked else _marks(looked, n)
    values = (
        1, n <= 1, 2 <= n <= 4, 5 <= n <= 9, n >= 10, n >= 25, ends, looked[-1:] == ":", looked[-1:] in ",;", looked[:1].islower(),
        looked[:1] in "“\"«„‘", 1 - small, all_capitals, max(size - plain, 0) / size, labels / max(n, 1), bool(n) and labels == n,
        bool(n) and words[0] in lists["label"], functions / max(n, 1), n <= 8 and not lists["office"].isdisjoint(words),
        len([word for word in words if len(word) <= 3]) / max(n, 1), dated, dated and n <= 5, lone_name,
        sentence and not prose, prose, *marks,
    )  # fmt: skip
    said = _WORD.findall(line.casefold()) if prose else words
    return _Seen(said, [word.casefold() for word in capitals], prose, dated, values)


def _marks(looked: str, n: int) -> tuple[float, ...]:
    """The last features of OWN: signs of menus, addresses and codes, which long prose is not searched for."""
    separators, gaps = len(_SEPARATOR.findall(looked)), len(_GAP.findall(looked))
    return (
        bool(_INNER_END.search(looked)), looked.endswith(("…", "...", "→", ">>", "»»", "►", "▼")), bool(_ITEM_START.match(looked)),
        bool(_SYMBOL_START.match(looked)), sum(map(str.isdigit, looked)) / max(len(looked), 1), min(separators, 3) / 3, separators >= 2,
        min(gaps, 3) / 3, gaps >= 2, bool(_ADDRESS.search(looked)), n < 25 and bool(_PHONE.search(looked)), bool(_HASH.search(looked)),
        n <= 3 and bool(_CODE.search(looked)), bool(_RIGHTS.search(looked)), n <= 8 and bool(_COUNT.search(looked)),
        n <= 12 and ": " in looked, looked[:1] in "[(",
    )  # fmt: skip


def _placed(seen: Sequence[_Seen], set_apart: Sequence[bool], repeated: Sequence[bool]) -> list[list[float]]:
    """PLACED of each line: where it stands on the page and which of its words the prose says too."""
    last = len(seen) - 1
    prose = [place for place, line in enumerate(seen) if line.prose]
    first_prose, last_prose = (prose[0], prose[-1]) if prose else (0, -1)
    said = {word[:STEM] for place in prose for word in seen[place].words}
    keys = [" ".join(line.words) for line in seen]
    left = Counter(keys)
    met: set[str] = set()
    uses_blanks = sum(set_apart) * 4 > len(seen)
    runs = _runs(seen)
    headline = _headline(seen[:first_prose], said)
    rows = []
    date_in_tail = False
    for place, line in enumerate(seen):
        left[keys[place]] -= 1
        in_head, in_tail = bool(prose) and place < first_prose, bool(prose) and place > last_prose
        content = [word for word in line.words if len(word) > 3]
        recur = 0.0 if line.prose or not content else sum(word[:STEM] in said for word in content) / len(content)
        names = 0.0 if line.prose or not line.names else sum(name[:STEM] in said for name in line.names) / len(line.names)
        before, after = first_prose - place, place - last_prose
        rows.append([
            place == 0, place == last, in_head, bool(prose) and not (in_head or in_tail), in_tail, not prose,
            in_head and before <= 2, in_head and before > 4, in_tail and after <= 2, in_tail and after > 4,
            in_tail and min(last - last_prose, 8) / 8, in_head and min(first_prose, 8) / 8, min(runs[place], 8) / 8,
            in_tail and date_in_tail, recur, names, bool(content) and recur == 1, bool(content) and not line.prose and recur == 0,
            keys[place] in met, left[keys[place]] > 0, repeated[place], uses_blanks and not set_apart[place],
            place > 0 and seen[place - 1].prose, place < last and seen[place + 1].prose,
            place > 0 and bool(seen[place - 1].values[_COLON_END]), place > 0 and bool(seen[place - 1].values[_OFFICE]), place == headline,
        ])  # fmt: skip
        met.add(keys[place])
        date_in_tail = date_in_tail or (in_tail and line.dated)
    return rows


def _headline(head: Sequence[_Seen], said: set[str]) -> int | None:
    """The line before the prose that shares most words with it: a headline says what the text says."""
    shared = [len({word[:STEM] for word in line.words if len(word) > 3} & said) if len(line.words) > 3 else 0 for line in head]
    most = max(shared, default=0)
    return shared.index(most) if most > 1 else None


def _runs(seen: Sequence[_Seen]) -> list[int]:
    """How many lines without prose stand together where each line stands; 0 for prose."""
    runs, start = [0] * len(seen), 0
    for place in range(len(seen) + 1):
        if place == len(seen) or seen[place].prose:
            runs[start:place] = [place - start] * (place - start)
            start = place + 1
    return runs
