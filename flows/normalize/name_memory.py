"""What a document's other mentions tell of a name: one type for one name, and short forms of long names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from flows.normalize.word_classes import Words


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A name found: first word, word after the last, type or 'none', what found it, and the scores of its types."""

    first: int
    last: int
    type: str
    method: str
    scores: dict[str, float] = field(default_factory=dict, compare=False)


def agreed_names(words: Words, found: list[Found]) -> list[Found]:
    """The same names, those that evidence typed given the type that all their places in the text together speak for.

    A name written out elsewhere decides for its parts: a surname is a person where a full name of a person ends with it.
    """

    def text(name: Found) -> str:
        return " ".join(words.texts[name.first : name.last])

    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        for kind, score in name.scores.items():
            sums[text(name)][kind] += score
    types = {key: max(sorted(scores), key=scores.__getitem__) for key, scores in sums.items()}
    firm = {text(name): name.type for name in found if not name.scores}
    ends: dict[str, set[str]] = defaultdict(set)
    for key, kind in types.items():
        parts = key.split(" ")
        if kind == "person" and len(parts) > 1:
            ends[parts[-1]].add("person")
    agreed = []
    for name in found:
        if not name.scores:
            agreed.append(name)
            continue
        key = text(name)
        kind = firm.get(key) or ("person" if ends.get(key) else types[key])
        if kind != "none":
            agreed.append(Found(name.first, name.last, kind, name.method))
    return agreed


def remembered_names(words: Words, found: list[Found]) -> list[Found]:
    """The names, and further places of the same words that no rule found."""
    taken = [False] * len(words.texts)
    types: dict[tuple[str, ...], str] = {}
    by_first: dict[str, set[int]] = defaultdict(set)
    for name in found:
        taken[name.first : name.last] = [True] * (name.last - name.first)
        key = tuple(words.texts[name.first : name.last])
        types[key] = name.type
        by_first[key[0]].add(len(key))
    more = []
    for index, text in enumerate(words.texts):
        if taken[index] or text not in by_first:
            continue
        for length in sorted(by_first[text], reverse=True):
            key = tuple(words.texts[index : index + length])
            if key in types and not any(taken[index : index + length]) and (length > 1 or words.classes[index] in "CAKG"):
                more.append(Found(index, index + length, types[key], "memory-1"))
                taken[index : index + length] = [True] * length
                break
    return found + more
