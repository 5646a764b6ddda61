"""Names of persons, organizations, places, laws and events in a text, by gazetteer, grammar and evidence."""

from __future__ import annotations

from bisect import bisect_left

from flows.normalize.case_names import case_names
from flows.normalize.lexicon import lexicon_words
from flows.normalize.methods import method_confidence
from flows.normalize.name_evidence import evidence, type_scores
from flows.normalize.name_grammar import bare_names, headed_names, stands_alone
from flows.normalize.name_memory import Found, agreed_names, remembered_names
from flows.normalize.page import Page, Span
from flows.normalize.titles import titles_alone
from flows.normalize.word_classes import Words


def name_spans_from_page(page: Page, words: Words, known: list[tuple[int, int, str]]) -> list[Span]:
    """Name spans in order, none overlapping another; `known` are the gazetteer's names of this text."""
    starts = _starts(page, words)
    headed = case_names(words, page.language, starts) if page.language in ("ru", "kk") else headed_names(words)
    # Without a list of common words the first word of a Russian or Kazakh sentence says nothing by its capital.
    unsure = starts if page.language in ("ru", "kk") else frozenset()
    found = _longest([*_headed(words, starts, list(headed)), *_known(words, known, unsure)])
    taken = _taken(words, found)
    found += [name for name in _bare(words, taken, starts) if name.last - name.first > 1 or name.first not in unsure]
    found = agreed_names(words, found)
    found = remembered_names(words, found)
    found += titles_alone(words, _taken(words, found))
    spans = []
    for name in sorted(found):
        start, end = words.span(name.first, name.last)
        spans.append(Span(start, end, "name", name.type, method_confidence(name.method), name.method))
    return spans


def _starts(page: Page, words: Words) -> frozenset[int]:
    """Indexes of the words that begin a sentence, an opening mark before them passed over."""
    places = [start for start, _ in words.spans]
    starts = set()
    for start, _ in page.sentences:
        index = bisect_left(places, start)
        while index < len(places) and words.classes[index] in "<(-.":
            index += 1
        starts.add(index)
    return frozenset(starts)


def _longest(found: list[Found]) -> list[Found]:
    """The names without those that overlap a longer one; of two as long, what the authority knows."""
    kept: list[Found] = []
    used: set[int] = set()
    for name in sorted(found, key=lambda name: (name.first - name.last, name.method != "gazetteer-1", name.first)):
        if used.isdisjoint(range(name.first, name.last)):
            kept.append(name)
            used.update(range(name.first, name.last))
    return kept


def _taken(words: Words, found: list[Found]) -> list[bool]:
    taken = [False] * len(words.texts)
    for name in found:
        taken[name.first : name.last] = [True] * (name.last - name.first)
    return taken


def _headed(words: Words, starts: frozenset[int], names: list[tuple[int, int, str, int]]) -> list[Found]:
    """Headed names; a head alone counts when it is one that names one thing, or a longer name of the text has it."""
    longer = {words.texts[head] for first, last, _, head in names if last - first > 1}
    found = []
    for first, last, kind, head in names:
        word, inside = words.texts[head], words.classes[first:last]
        if last - first == 1:
            firm = word in longer or (word in lexicon_words("name_heads", alone="yes") and kind != "place")
            national = word.lower() in lexicon_words("generic_names", scope="national")
            if not firm or not stands_alone(words, head) or (first in starts and word not in longer and not national):
                continue
        elif head == last - 1 and word.lower().endswith("s") and not any(letter in "CAKGX" for letter in inside):
            continue  # 'Trade Unions', 'Executive Boards': the kind, not one of it
        found.append(Found(first, last, kind, "grammar-1"))
    return found


def _known(words: Words, known: list[tuple[int, int, str]], unsure: frozenset[int]) -> list[Found]:
    """Gazetteer names that stand alone: a capitalised neighbour makes them part of another name."""
    places = [start for start, _ in words.spans]
    found = []
    for start, end, kind in known:
        first, last = bisect_left(places, start), bisect_left(places, end)
        beside = ("" if first - 1 in unsure else words.classes[first - 1 : first]) + words.classes[last : last + 1]
        if first < last and not any(letter in "CAI" for letter in beside):
            found.append(Found(first, last, kind, "gazetteer-1"))
    return found


def _bare(words: Words, taken: list[bool], starts: frozenset[int]) -> list[Found]:
    found = []
    for first, last in bare_names(words, taken, starts):
        scores = type_scores(evidence(words, first, last, first in starts))
        kind = max(scores, key=lambda kind: (scores[kind], kind))
        found.append(Found(first, last, kind, "evidence-1", scores))
    return found
