"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from flows.normalize.lexicon import lexicon_words

_ENDS_INSIDE = re.compile(r"[.!?…。][^\w\s]*\s")  # without this a line is one sentence
_GOES_ON = re.compile(r"[-–—]\s|[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")  # a dash or a lower-case letter begins no sentence
_INITIAL = re.compile(r"(?:^|[\s(.])[^\W\d_a-zа-яё]\.$")  # 'A.' before 'Nurbekova'
_CLOSING = re.compile(r"(?:[”»’)\]]+|\"(?=\s|$))+")
_LAST_WORD = re.compile(r"([^\W\d_][\w.-]*)\.$")


def sentence_spans(text: str, language: str | None) -> list[tuple[int, int]]:
    """Spans of the sentences, in order, without outer white space; none crosses a line, and a line without
    sentence marks is one sentence. Abbreviations of an unknown language are read as English."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        spans.extend(_line_spans(line, start, language or "en"))
        start += len(line) + 1
    return spans


def _line_spans(line: str, offset: int, language: str) -> list[tuple[int, int]]:
    if not _ENDS_INSIDE.search(line.rstrip()):
        return _trimmed(line, 0, len(line), offset)
    cuts = [0]
    for start, _ in _tokenizer(language).span_tokenize(line):
        if start and (cut := _moved_cut(line, cuts[-1], start, language)):
            cuts.append(cut)
    return [span for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True) for span in _trimmed(line, start, end, offset)]


def _moved_cut(line: str, begin: int, cut: int, language: str) -> int | None:
    """Where the sentence that begins at `begin` ends instead of `cut`; None when it goes on."""
    if closing := _CLOSING.match(line, cut):
        cut = closing.end()  # a closing mark belongs to the sentence before
    before, rest = line[begin:cut].rstrip(), line[cut:].lstrip()
    if not before or not rest or _GOES_ON.match(rest) or _INITIAL.search(before):
        return None
    word = _LAST_WORD.search(before)
    if word and rest[0].isdigit() and word.group(1).lower() in lexicon_words("abbreviations", language=language, before="number"):
        return None
    return cut


def _trimmed(line: str, start: int, end: int, offset: int) -> list[tuple[int, int]]:
    piece = line[start:end]
    bare = piece.strip()
    first = offset + start + len(piece) - len(piece.lstrip())
    return [(first, first + len(bare))] if bare else []


@cache
def _tokenizer(language: str) -> Any:
    """nupunkt with the language's abbreviations. A tokenizer of our own: nupunkt.load returns one that is
    shared, where additions would change every caller."""
    from nupunkt.models import load_default_model

    tokenizer = load_default_model()
    tokenizer.add_abbreviations(sorted(lexicon_words("abbreviations", language=language, before="any")))
    return tokenizer
