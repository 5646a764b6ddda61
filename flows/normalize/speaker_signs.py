"""The signs that somebody, or nobody whom the page names, said a quote. Their weights are learned (flows/train/speakers.py)."""

from __future__ import annotations

import re
from bisect import bisect_right

from flows.normalize.page import starting_within
from flows.normalize.role_holders import is_office
from flows.normalize.speaker_candidates import Question
from flows.normalize.speaker_fits import is_told_otherwise, sole_holder
from flows.normalize.speaker_source_signs import bodies_whose_people_speak, signs_in_source, signs_of_description
from flows.normalize.speaker_tellings import SIGNATURE_REACH

_OPENINGS = " “\"«‘'„–—-*_"
_PASSIVE = re.compile(r"\b(?:is|was|were|been|be|are|being)\s(?:\w+\s)?$", re.IGNORECASE)
_ENDED = re.compile(r".?[.!?…][”\"’'»]*\s")  # from the last letter of a quote: its sentence ends with it
_WORD = re.compile(r"\w")
_BESIDE = 100  # characters between a cue and the name of its subject, its office between them


def signs_from_question(question: Question) -> dict[str | None, list[str]]:
    """Candidate -> its signs; the candidate None is nobody whom the page names, and there is none where one holds the very office named."""
    kinds = kinds_of_question(question)
    chain = _chain(question)
    told: dict[str | None, list[str]] = {}
    silent = bodies_whose_people_speak(question)
    holder = sole_holder(question)
    for key in [holder] if holder else question.keys:
        if key in silent or is_told_otherwise(question, key) or (kinds[0] == "heads a line" and _comes_later(question, key)):
            continue
        type_ = question.stage.types[key]
        told[key] = [
            type_,
            *_told_before(question, key, type_),
            *_spoke(question, key, chain),
            *signs_of_description(question, key, type_),
            *_standing(question, key, type_),
            *_beside_cue(question, key, type_),
        ]
    _mark_nearest(question, told)
    if holder not in told:  # nobody holds the office, or that one is out of the question
        told[None] = _signs_of_nobody(question, chain, told)
    for who, signs in told.items():
        if _beyond(question):
            signs.append(f"source beyond the quote {'nobody' if who is None else question.stage.types[who]}")
        told[who] = [f"{sign} | {kind}" for sign in signs for kind in kinds]
        if who is not None:
            told[who] += signs_in_source(question, who, question.stage.types[who])
    return told


def _comes_later(question: Question, key: str) -> bool:
    """Whether the page names somebody only after the quote; a sentence that begins after it tells of something else."""
    return not any(one.start < question.telling.start for one in question.stage.cast.by_key[key][:1])


def kinds_of_question(question: Question) -> tuple[str, str]:
    """What the source is made of, or without one how the quote stands on the page; finely, and roughly."""
    if question.source is None:
        return _setting(question), "cue alone" if question.telling.cue else "no source"
    where = "headline " if question.source.start < question.stage.title_end else "nested " if question.outer else ""
    if question.inside and question.described:
        return f"{where}{question.phrase.kind} {question.phrase.sort} of a body", "description"
    if question.inside:
        people = any(one.type == "person" for one in question.inside)
        return f"{where}{'person' if people else 'organization'} in source", "name in source"
    phrase = question.phrase
    if question.source.end - question.source.start <= 2 and question.stage.page.text.startswith(":", question.source.end):
        return f"{where}letter", "letter"  # Q: and A:
    return f"{where}{phrase.kind} {phrase.sort}".strip(), "description" if phrase.sort else "pronoun"


def _setting(question: Question) -> str:
    """How a quote without source stands: under the title, as an answer, as a paragraph, within a line."""
    text, telling = question.stage.page.text, question.telling
    if telling.quote.label == "address":
        return "address"
    if telling.end <= question.stage.title_end:
        return "headline"
    if question.outer:
        return "within a quote"
    if telling.cue is not None:
        passive = _PASSIVE.search(text[max(0, telling.cue.start - 30) : telling.cue.start])
        return "passive cue" if passive else "cue alone"
    line = question.stage.line(telling.start)
    start = question.stage.line_starts[line]
    if text[start : telling.start].strip(_OPENINGS):
        return "within a line" if telling.quote.label == "direct" else "reported within a line"
    lead = text[start : telling.start].strip()
    if telling.quote.label == "direct" and _WORD.search(text, telling.end, question.stage.line_end(line)):
        return "heads a line" if _ENDED.match(text, telling.end - 1) else "opens a line"
    mark = "dash" if lead[:1] in ("–", "—", "-") else "marked" if lead else "bare"
    if "?" in text[telling.end - 1 : telling.end + 1]:
        return f"{mark} question"
    return f"{mark} {'answer' if _after_question(question, start) else 'line'}"


def _after_question(question: Question, start: int) -> bool:
    return question.stage.page.text[max(0, start - 4) : start].strip(" ”\"»’'\n")[-1:] == "?"


def _chain(question: Question) -> str:
    """How the quote goes on from the one before it: in its line, in the next one, farther; with a new name between or none."""
    if not question.said:
        return "first"
    stage, last = question.stage, question.said[-1].telling
    lines = stage.line(question.asked_at) - stage.line(last.start)
    after = max(last.end, last.source.end if last.source else 0)
    new = "new" if any(one.type == "person" for one in stage.cast.between(after, question.place)) else "none"
    return f"{'same' if lines <= 0 else 'next' if lines == 1 else 'far'} {new}"


def _beyond(question: Question) -> bool:
    """Whether cue and source stand on both sides of the quote: 'Asked whether …, she said' is no question of hers."""
    cue, source = question.telling.cue, question.source
    return bool(cue and source and cue.end <= question.telling.start and question.telling.end <= source.start)


def _spoke(question: Question, key: str | None, chain: str) -> list[str]:
    """Whether the candidate spoke in the quotes before, and in the one that holds this one."""
    said, signs = question.said, []
    if question.outer:
        signs.append("speaks around" if question.outer.key == key else "not around")
    if said and said[-1].key == key:
        signs.append(f"spoke last {chain}")
        if chain.startswith("same"):
            signs.append("spoke last same line")
    if len(said) > 1 and said[-2].key == key != said[-1].key:
        signs.append("spoke last but one")
    if key is not None and any(one.key == key for one in said[-6:]):
        signs.append("spoke")
    if question.same_words:
        signs.append("spoke under these words" if question.same_words[-1].key == key else "others spoke under these words")
    if key is not None and question.body:
        signs += ["same words in the body"] if any(one.key == key for one in question.alike) else []
        signs += ["first to speak in the body"] if next((one.key for one in question.body if one.key), None) == key else []
    elif question.alike:
        signs.append("same words by nobody" if all(one.key is None for one in question.alike) else "same words by somebody")
    return signs


def _told_before(question: Question, key: str, type_: str) -> list[str]:
    """How far back and ahead the page names the candidate, and whether as a subject."""
    stage, place = question.stage, question.asked_at
    before, after = stage.around(key, place)
    signs = []
    if before is not None:
        here, there = stage.sentence(place), stage.sentence(before)
        signs.append(f"back {_near(here - there)} {type_}")
        signs.append(f"lines back {min(stage.line(place) - stage.line(before), 2)} {type_}")
        if here - there <= 2 and _leads(question, before, there):
            signs.append(f"subject {min(here - there, 2)}")
    elif key not in stage.free_places:
        signs.append("in roles only")
    if after is not None and not question.telling.start <= after < question.telling.end:
        signs.append(f"ahead {_near(stage.sentence(after) - stage.sentence(place))} {type_}")
        if before is None:
            signs.append(f"only ahead {type_}")
    return signs


def _near(sentences: int) -> str:
    return str(sentences) if sentences < 3 else "3" if sentences < 6 else "6"


def _leads(question: Question, place: int, sentence: int) -> bool:
    """Whether a mention is the first of its sentence."""
    stage = question.stage
    first = starting_within(stage.free, stage.page.sentences[sentence][0], place)
    return bool(first) and first[0].start == place


def _standing(question: Question, key: str, type_: str) -> list[str]:
    """What part the candidate has on the page, and inside the quote itself."""
    stage, telling = question.stage, question.telling
    signs = []
    if stage.leading.get(type_) == key:
        signs.append(f"leading {type_}")
    if stage.opening.get(type_) == key:
        signs.append(f"opening {type_}")
    places = stage.free_places.get(key, [])
    if any(telling.start <= place < telling.end for place in _around(places, telling.start)):
        signs.append(f"inside the quote {type_}")
    if places and places[0] < stage.title_end:
        signs.append("in the headline")
    if telling.quote.label == "address":
        signers = stage.cast.between(telling.end, telling.end + SIGNATURE_REACH)
        order = list(dict.fromkeys(one.key for one in signers))
        if key in order:
            first = next(one.key for one in signers if one.type == type_)
            signs.append(f"signs {type_} {'first' if first == key else 'later'}")
    return signs


def _beside_cue(question: Question, key: str, type_: str) -> list[str]:
    """Where the candidate is named beside a cue that has no source: as its subject, before or after it."""
    cue, stage = question.telling.cue, question.stage
    if cue is None or question.source is not None:
        return []
    start, end = stage.page.sentences[stage.sentence(cue.start)]
    before = stage.cast.between(max(start, cue.start - _BESIDE), cue.start)
    after = stage.cast.between(cue.end, min(end, cue.end + _BESIDE))
    signs = []
    if any(one.key == key for one in before[-1:]):
        signs.append(f"before the cue {'near' if cue.start - before[-1].end <= 2 else 'far'} {type_}")
    if any(one.key == key for one in after[:1]):
        signs.append(f"after the cue {'near' if after[0].start - cue.end <= 12 else 'far'} {type_}")
    if any(one.key == key and one.type == "person" for one in after[1:3]):
        signs.append("after the cue and a body")
    return signs


def _around(places: list[int], place: int) -> list[int]:
    at = bisect_right(places, place - 1)
    return places[at : at + 1]


def _mark_nearest(question: Question, told: dict[str | None, list[str]]) -> None:
    """The nearest before of each type, and of those whose gender can be that of the pronoun."""
    stage = question.stage
    before = {key: place for key in told if key is not None and (place := stage.around(key, question.asked_at)[0]) is not None}
    ordered = sorted(before, key=lambda key: -before[key])
    for type_ in ("person", "organization"):
        same = [key for key in ordered if stage.types[key] == type_]
        if gender := question.phrase.gender:
            same = [key for key in same if stage.cast.genders.get(key, gender) == gender]
        for name, key in zip(("nearest", "nearest but one"), same, strict=False):
            told[key].append(f"{name} {type_}")
        if len(same) == 1:
            told[same[0]].append(f"only {type_}")


def _signs_of_nobody(question: Question, chain: str, told: dict[str | None, list[str]]) -> list[str]:
    """What speaks for somebody whom the page does not name: a description that fits nobody, a noun that none is told to be."""
    signs = ["", *_spoke(question, None, chain)]
    if question.described:
        phrase = question.phrase
        known = "office" if is_office([phrase.head]) else "noun"
        signs.append(
            f"{known} {'held' if question.holders else 'held by kindred' if question.kin else 'told' if question.beside else 'unheld'}"
        )
        signs.append("body" if question.bodies else "no body")
        signs.append(f"head {phrase.head}")
    near = [key for key, more in told.items() if any(sign.startswith(("back 0", "back 1", "back 2")) for sign in more)]
    people = [key for key in near if key is not None and question.stage.types[key] == "person"]
    signs.append(f"among {min(len(people), 2)}")
    return [f"nobody {sign}".strip() for sign in signs]
