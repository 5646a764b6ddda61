"""What the words that name a speaker say of a candidate: they name it, or its gender, its office, its sort of body."""

from __future__ import annotations

import re

from flows.normalize.cast import Named
from flows.normalize.page import starting_within
from flows.normalize.role_holders import is_office
from flows.normalize.speaker_candidates import APPOSITION, Question
from flows.normalize.speaker_fits import signs_of_fit
from flows.normalize.speaker_phrases import phrase_from_words

_APPOSED = re.compile(r",(?:\s(?:Mr|Ms|Mrs|Dr|Prof)\.?)?\s+")
_PREPOSITION = re.compile(r"\s(of|for|at|from|by|in|with|to)\s(?:the\s|an?\s|its\s)?(?:[a-z]\S+\s){0,3}[“\"«‘']?$", re.IGNORECASE)
_OF = frozenset(["of", "at", "from", "in"])  # 'workers of X', 'an official at X'
_COMPOUND = re.compile(r"[”\"»’']?\s[a-z]\w+(?:\s[a-z]\w+)?(?=$|,|\s(?:of|for|in|at|who)\b)")
_ARTICLES = re.compile(r"(?:the|a|an|its|their|our)?\s*[“\"«‘']?", re.IGNORECASE)


def signs_in_source(question: Question, key: str, type_: str) -> list[str]:
    """How the source names the candidate, or the words right after it."""
    source = question.source
    if source is None:
        return []
    text, inside = question.stage.page.text, question.inside
    here = next((one for one in inside if one.key == key), None)
    if here is None:
        after = question.stage.cast.between(source.end, source.end + APPOSITION)
        if after and after[0].key == key and _APPOSED.fullmatch(text[source.end : after[0].start]):
            return [f"apposed {type_} | {'named' if inside else question.phrase.sort}"]
        return ["not in source" if not inside else "not in source of its body" if question.described else "not in source that names"]
    same = [one for one in inside if one.type == type_]
    people = any(one.type == "person" for one in inside)
    others = "beside person" if type_ != "person" and people else "alone"
    order = "first" if same[0] is here else "last" if same[-1] is here else "later"
    signs = [f"in source {type_} {others}", f"in source {type_} {order}"]
    if _possessive(text, here, source.end):
        head = phrase_from_words(text[here.end + 2 : source.end])
        return [*signs, f"possessive {type_} {others}", f"possessive {type_} {head.sort} {others}"]
    if others == "alone":
        signs += [f"{type_} {lead}" for lead in _leads_up(question, here)]
    if question.stage.cast.in_role(here):
        signs.append(f"in role in source {type_} {others}")
    return signs


def _possessive(text: str, one: Named, end: int) -> bool:
    """'X's lawyer' is not X."""
    return text[one.end : one.end + 2] in ("'s", "’s") and text[one.end + 2 : end].strip() != ""


def _leads_up(question: Question, one: Named) -> list[str]:
    """What leads up to a name in the source: nothing, its noun ('the company X'), who speaks for it, somebody of it."""
    assert question.source is not None
    text, start = question.stage.page.text, question.source.start
    words = text[start : one.start]
    if _ARTICLES.fullmatch(words):
        return ["leads"]
    titles = starting_within(question.stage.cast.roles, start, one.start)
    end = titles[-1].start if titles and one.start <= titles[-1].end + 2 and titles[-1].start > start else one.start
    if not (joined := _PREPOSITION.search(text[start:end])):
        return ["after words"] if one.type == "person" else [f"after {phrase_from_words(words).sort}"]
    phrase = phrase_from_words(words)
    return [f"of {phrase.sort}", f"of {phrase.kind} {phrase.sort}", f"of {phrase.head}", f"{joined.group(1)} {phrase.sort}"]


def bodies_whose_people_speak(question: Question) -> set[str]:
    """The bodies that the source names only to tell whose staff, members or officers speak: 'workers of X', 'X staff' are not X."""
    source, text = question.source, question.stage.page.text
    if source is None or not question.inside:
        return set()
    first = next((one for one in question.inside if one.type == "organization"), None)
    if first is None or _possessive(text, first, source.end):
        return set()
    after = _COMPOUND.match(text, first.end, source.end)
    phrase = phrase_from_words(after.group() if after else text[source.start : first.start])
    joined = _PREPOSITION.search(text[source.start : first.start])
    people = phrase.sort in ("plural", "person") or (phrase.sort == "single" and is_office([phrase.head]))
    if people and (after or (joined and joined.group(1).lower() in _OF)):
        return {one.key for one in question.inside if one.type == "organization"}
    return set()


def signs_of_description(question: Question, key: str, type_: str) -> list[str]:
    """Whether the candidate is what a pronoun or description says: its gender, its office, its sort of body."""
    phrase, stage = question.phrase, question.stage
    if question.source is None or (question.inside and not question.described):
        return []
    signs = []
    if phrase.gender and type_ == "person":
        gender = stage.cast.genders.get(key)
        signs.append("gender unknown" if gender is None else "gender agrees" if gender == phrase.gender else "gender differs")
        given = stage.cast.by_key[key][0].name.split()
        if gender is None and len(given) > 1:
            signs.append(f"given name in -{given[0][-1:].lower()}")
    if not phrase.sort:
        return signs
    return [*signs, *signs_of_fit(question, key, type_)]
