"""The signs that somebody whom a page names took part in what a trigger tells, or did not; participant_signs.csv has their weights."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from flows.normalize.cast import Named
from flows.normalize.page import Span, starting_within
from flows.normalize.scenes import WORD, Scene, named_between
from flows.normalize.speakers import meant_by_words

_LEAD = re.compile(r"([^\W\d_]+)\s+(?:the\s+)?$", re.IGNORECASE)  # the word before a name
_PREPOSITIONS = re.compile(r"by|with|between|of|at|to|from|for|against|in|under|and|on|through|into|before|over")
# 'the union', 'both parties': a definite noun phrase of up to three words before the trigger, or a pronoun.
_SUBJECT = re.compile(
    r"(?<!\w)(?:(?:the|its|their|his|her)\s(?:[a-z’'-]+\s){0,2}?([a-z’'-]+)|(he|she|it|they))(?=\s(?:(?:has|have|had|will|would|is|are|was|were|also|then|later|first|who)\s|$)|$)",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"(?<!\w)(?:was|were|been|is|are|being|be)\s(?:\w+ly\s)?$", re.IGNORECASE)
# 'the union', 'its local board': a determiner and up to three words after it.
_DEFINITE = re.compile(r"(?<!\w)(?:[Tt]he|[Ii]ts|[Tt]heir|[Bb]oth|[Oo]ur|[Tt]h(?:is|at))\s((?:[a-z’'-]+\s?){1,3})")
_PERSONAL = re.compile(r"(?<!\w)(?:he|she|his|her|him)(?!\w)", re.IGNORECASE)
MAIN = 3  # sentences: the headline and the two after it tell the main happening
FAR = 4  # sentences: what is further away is one distance


def evidence_of_trigger(scene: Scene, trigger: Span, sentence: tuple[int, int], keys: Iterable[str] | None = None) -> dict[str, list[str]]:
    """entity_key -> the signs that speak for or against its taking part; their weights decide. Of these keys, or of all."""
    number = bisect_right(scene.page.sentences, sentence[0], key=lambda one: one[0]) - 1
    near = named_between(scene.free, *sentence)
    offices = {one.key for one in named_between(scene.inside_roles, *sentence)}
    told: dict[str, list[str]] = {}
    for one in near:
        signs = told.setdefault(one.key, [])
        signs.extend(_signs_in_sentence(scene, trigger, one, near))
    empty = "alone" if not told else "beside"
    meant = meant_subject(scene, trigger, sentence) if not any(one.end <= trigger.start for one in near) else None
    echoed = echoed_by(scene, sentence)
    personal = _PERSONAL.search(scene.page.text, *sentence) is not None
    for key in scene.sentences if keys is None else keys:
        kind, places = scene.types[key], scene.sentences[key]
        if key in told:
            signs = told[key]
            signs += ["in sentence", f"in sentence {kind}", f"in sentence {kind} {trigger.label}"]
        elif key in offices:
            signs = told[key] = ["in role", f"in role {kind} {trigger.label}"]
        else:
            signs = told[key] = _signs_of_afar(scene, trigger, number, key, empty)
            if key == meant:
                signs.append("meant")
            if key in echoed:
                signs += ["echoed alone" if len(echoed) == 1 else "echoed", f"echoed {trigger.label}"]
            if personal and kind == "person":
                near_by = [sign for sign in signs if sign in ("back 1", "back 2")]
                signs += ["personal", *(f"personal {sign}" for sign in near_by)]
        signs.append(f"named {min(len(places), 3)}")
        signs.append("any")
    return told


def _signs_in_sentence(scene: Scene, trigger: Span, one: Named, near: list[Named]) -> list[str]:
    text = scene.page.text
    side = "before" if one.end <= trigger.start else "after"
    signs = [f"{side} {trigger.label}", f"{side} {one.type}"]
    lead = _LEAD.search(text[max(0, one.start - 16) : one.start])
    word = lead.group(1).lower() if lead else ""
    signs.append(f"{side} lead {word if _PREPOSITIONS.fullmatch(word) else 'other'}")
    if text[one.end : one.end + 2] in ("'s", "’s"):
        signs.append("possessive")
    low, high = sorted((one.end, trigger.start)) if side == "before" else (trigger.end, one.start)
    gap = text[low:high]
    signs.append("close" if len(gap) < 25 else "near" if len(gap) < 70 else "far")
    if bisect_left(scene.triggers, high) - bisect_right(scene.triggers, low) > 0:
        signs += ["trigger between", f"trigger between {side}"]
    beyond = sum(1 for other in near if low <= other.start < high and other.key != one.key)
    signs += [f"{side} names between {min(beyond, 2)}", f"{side} names between {min(beyond, 2)} {one.type}"]
    if PASSIVE.search(text[max(0, trigger.start - 25) : trigger.start]):
        signs += [f"{side} passive", f"{side} passive {trigger.label}"]
    if re.search(r"[,;]\s(?:who|which|and|but|after|where|while|that)\s|\s(?:who|which|that|after|before|while|where)\s", gap):
        signs.append(f"{side} clause between")
    if any(
        quote.start <= trigger.start < quote.end and not quote.start <= one.start < quote.end
        for quote in _around(scene, scene.quotes, trigger.start)
    ):
        signs.append("teller")
    if any(one.end <= source.end for source in _around(scene, scene.sources, one.start)):
        signs.append("source")
    signs.append(f"beside {min(len(near), 4)}")
    return signs


def _around(scene: Scene, spans: list[Span], place: int) -> Sequence[Span]:
    """The quotes or sources that can reach over a place."""
    return starting_within(spans, place - scene.longest, place)


def _signs_of_afar(scene: Scene, trigger: Span, number: int, key: str, empty: str) -> list[str]:
    """The signs of somebody whom the sentence does not name."""
    kind = scene.types[key]
    if trigger.label == "meeting" and number < MAIN and kind == "person" and (acts := _signs_of_actor(scene, key)):
        return [f"{sign} main meeting" for sign in acts]  # the whole page reports it: distance tells nothing
    places = scene.sentences[key]
    at = bisect_left(places, number)
    back = min(number - places[at - 1], FAR) if at else 0
    ahead = min(places[at] - number, FAR) if at < len(places) else 0
    return afar_signs(trigger.label, kind, back, ahead, empty, places[0] <= 1, scene.leading.get(kind) == key)


def afar_signs(label: str, kind: str, back: int, ahead: int, empty: str, opens: bool, leads: bool) -> list[str]:
    signs = [f"back {back}", f"back {back} {kind} {empty}", f"ahead {ahead}", f"ahead {ahead} {kind} {empty}"]
    signs += [f"afar {kind} {label}", f"afar {kind} {label} {empty}"]
    if opens:
        signs.append(f"opens {kind} {empty}")
    if leads:
        signs += [f"leading {kind} {empty}", f"leading {kind} {label}"]
    return signs


def _signs_of_actor(scene: Scene, key: str) -> list[str]:
    """Whether somebody speaks, holds an office or begins a sentence: those whom the report of a meeting names so were there."""
    if (known := scene.acts.get(key)) is not None:
        return known
    text, page = scene.page.text, scene.page
    signs = scene.acts[key] = []
    if any(one.key == key for source in scene.sources for one in scene.cast.between(source.start, source.end)):
        signs.append("speaks in the")
    if key in scene.cast.offices:
        signs.append("official in the")
    for one in scene.free:
        if one.key == key:
            start = page.sentences[bisect_right(page.sentences, one.start, key=lambda span: span[0]) - 1][0]
            at = bisect_left(scene.cast.roles, one.start, key=lambda span: span.start) - 1
            role = scene.cast.roles[at] if at >= 0 else None
            first = role.start if role and text[role.end : one.start].strip(" ,") == "" else one.start
            if len(text[start:first].split()) <= 3:
                signs.append("subject in the")
                break
    return signs


def meant_subject(scene: Scene, trigger: Span, sentence: tuple[int, int]) -> str | None:
    """The key of whom a pronoun or definite noun phrase before the trigger means, resolved as speakers are."""
    phrases = [match.span() for match in _SUBJECT.finditer(scene.page.text, sentence[0], trigger.start)]
    return meant_by_words(scene.stage, *phrases[-1]) if phrases else None


def echoed_by(scene: Scene, sentence: tuple[int, int]) -> set[str]:
    """The organizations that a definite noun phrase of the sentence can mean by a noun of their names ('the company')."""
    words = {word for match in _DEFINITE.finditer(scene.page.text, *sentence) for word in WORD.findall(match.group(1))}
    return {key for word in words for key in scene.nouns.get(word, ())}
