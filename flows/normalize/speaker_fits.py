"""How well a description fits a candidate: the offices that the page tells of a person, the name of a body."""

from __future__ import annotations

from collections.abc import Sequence

from flows.normalize.cast import Holding, office_words
from flows.normalize.speaker_candidates import Question
from flows.normalize.speaker_phrases import body_names
from flows.normalize.speaker_stage import words_of_name

# Words that make another office of one: the deputy is not the chairman.
_RANKS = frozenset(
    ["deputy", "vice", "acting", "former", "assistant", "ex", "first", "second", "senior", "заместитель", "зам", "бывший", "орынбасары"]
)
_CHOSEN = frozenset(["new", "newly", "elected", "appointed"])
# Words of a description that no title has.
_CHANCE_WORDS = _CHOSEN | {"old", "own", "said", "other"}


def signs_of_fit(question: Question, key: str, type_: str) -> list[str]:
    """Whether the candidate holds such an office, is told to be such a one, is such a body."""
    signs = [*_signs_of_office(question, key, type_), *_signs_of_telling(question, key, type_), *_signs_of_body(question, key, type_)]
    if type_ == "person":
        if fits(question, key):
            signs.append("fits" if len(_fitting(question)) > 1 else "fits alone")
        else:
            signs.append("fits not" + (" while others do" if _fitting(question) else ""))
        if _CHOSEN & set(question.words.split()):
            signs.append("newly chosen" if key in question.stage.chosen else "not newly chosen")
    return signs


def fits(question: Question, key: str) -> bool:
    """Whether the page tells of a person what a description says: an office of the name or near it, or the noun beside the name."""
    if question.beside.get(key) in ("is", "near"):
        return True
    held = [one for one in (*question.holders, *question.kin) if one.key == key]
    return any(_likeness(question, [one]) != "another rank" for one in held)


def sole_holder(question: Question) -> str | None:
    """The one person whom the page tells to hold the very office that the source names, its body or field too: 'the Chairman of X'.

    A rule, since such words name a person as surely as a name does and are too rare in the development documents to weigh: five, all right.
    """
    if not question.described:
        return None
    found = {one.key for one in question.stage.offices_held.get(question.phrase.head, ()) if _likeness(question, [one]) == "all its words"}
    return found.pop() if len(found) == 1 else None


def is_told_otherwise(question: Question, key: str) -> bool:
    """Whether the source describes somebody ('the report writer') and all that the page tells of this person is another office.

    Of those without an office the weights decide; to ask a fitting one of everybody cost five right answers and
    saved one wrong one (cross-fitted, development documents)."""
    if not question.described or question.phrase.sort != "single":
        return False
    return key in question.stage.cast.offices and not fits(question, key)


def _fitting(question: Question) -> list[str]:
    told = dict.fromkeys([*(one.key for one in question.holders), *(one.key for one in question.kin), *question.beside])
    return [key for key in told if fits(question, key)]


def _signs_of_office(question: Question, key: str, type_: str) -> list[str]:
    holders = list(dict.fromkeys(one.key for one in question.holders))
    kin = list(dict.fromkeys(one.key for one in question.kin))
    if key in holders:
        signs = [f"holds {_likeness(question, [one for one in question.holders if one.key == key])}"]
        return [*signs, "sole holder" if len(holders) == 1 else "nearest holder" if holders[0] == key else "other holder"]
    if key in kin:
        signs = [f"holds kindred {_likeness(question, [one for one in question.kin if one.key == key])}"]
        order = "sole" if len(kin) == 1 else "nearest" if kin[0] == key else "other"
        return [*signs, f"{order} kindred holder" + (" while others hold it" if holders else "")]
    if key in question.stage.cast.offices:
        return ["holds another office" + (" while others hold it" if holders else " while others hold kindred" if kin else "")]
    return [f"others hold {type_}"] if holders else [f"others hold kindred {type_}"] if kin else []


def _signs_of_telling(question: Question, key: str, type_: str) -> list[str]:
    if key in question.beside:
        return [f"told so {question.beside[key]} {type_}", f"told so {type_}"]
    return [f"others told so {type_}"] if question.beside else []


def _signs_of_body(question: Question, key: str, type_: str) -> list[str]:
    bodies = list(dict.fromkeys(one.key for one in question.bodies))
    if key in bodies:
        order = "sole body" if len(bodies) == 1 else "nearest body" if bodies[0] == key else "other body"
        return [_likeness_of_body(question, key), order]
    return [f"others are such a body {type_}"] if bodies else []


def _likeness_of_body(question: Question, key: str) -> str:
    """Whether the name of a body has the noun itself, one that such names have, or none of a body."""
    words = words_of_name(question.stage.cast.by_key[key][0].name)
    noun = question.body_noun
    if noun in words:
        return "named by the noun"
    return "named by such a noun" if words & body_names().get(noun, frozenset()) else "named by no noun"


def _likeness(question: Question, held: Sequence[Holding]) -> str:
    """How well the words of a description agree with an office of the candidate: a deputy is not the chairman."""
    source, text = question.source, question.stage.page.text
    assert source is not None
    words = office_words(text[source.start : source.end], question.stage.cast.mentions, source.start, source.end)
    rest = words - _CHANCE_WORDS - {question.phrase.head}
    best = "another rank"
    for one in held:
        same = question.phrase.head in one.words
        if (rest ^ one.words if same else rest - one.words) & _RANKS:
            continue
        if all(_tells(question, one, word) for word in rest):
            return "all its words" if rest else "its noun"
        best = "partly"
    return best


def _tells(question: Question, one: Holding, word: str) -> bool:
    """Whether an office has a word, itself or in the name of the body where it is held: 'the union leader'."""
    if word in one.words:
        return True
    wanted = body_names().get(word, frozenset()) | {word}
    by_key = question.stage.cast.by_key
    return any(wanted & words_of_name(by_key[key][0].name) for key in one.words if key in by_key)
