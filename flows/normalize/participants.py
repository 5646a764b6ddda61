"""Who took part in an event: the persons and organizations of the page, each judged by how the page tells of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from flows.normalize.cast import Cast, Named, cast_from_page
from flows.normalize.lexicon import lexicon_rows
from flows.normalize.page import Page, Span, starting_within
from flows.normalize.speakers import speaker_key

# The part that the grammatical subject plays in an event of each type, and the part of everybody else.
_SUBJECT_ROLE = {
    "meeting": "participant",
    "agreement": "signer",
    "adoption": "signer",
    "training": "organizer",
    "launch": "organizer",
    "aid": "organizer",
    "award": "organizer",
}
_OBJECT_ROLE = {
    "award": "recipient",
    "aid": "recipient",
    "justice": "recipient",
    "appointment": "recipient",
    "proposal": "recipient",
    "agreement": "signer",
}
_HOSTS = re.compile(
    r"\b(?:held|hosted|organi[sz]ed|convened|conducted|holds|hosts|organi[sz]es)\b|\b(?:by|провел\w*|организова\w*)\s$", re.IGNORECASE
)
_LEAD = re.compile(r"([^\W\d_]+)\s+(?:the\s+)?$", re.IGNORECASE)  # the word before a name
_PREPOSITIONS = re.compile(r"by|with|between|of|at|to|from|for|against|in|under|and|on|through|into|before|over")
# 'the union', 'both parties': a definite noun phrase of up to three words before the trigger, or a pronoun.
_SUBJECT = re.compile(
    r"(?<!\w)(?:(?:the|its|their|his|her)\s(?:[a-z’'-]+\s){0,2}?([a-z’'-]+)|(he|she|it|they))(?=\s(?:(?:has|have|had|will|would|is|are|was|were|also|then|later|first|who)\s|$)|$)",
    re.IGNORECASE,
)
_MAIN = 3  # sentences: the headline and the two after it tell the main happening
_FAR = 4  # sentences: what is further away is one distance


@dataclass(slots=True)
class Scene:
    """What a page tells of its persons and organizations, made once a page."""

    page: Page
    cast: Cast
    free: list[Named]  # mentions outside roles, in order
    inside_roles: list[Named]
    sentences: dict[str, list[int]]  # entity key -> numbers of the sentences that name it, in order
    keys: dict[int, set[str]]  # number of a sentence -> whom it names
    groups: dict[tuple[str, bool, bool, int], list[str]]  # type, whether it opens the page, leads its type; times named -> keys
    types: dict[str, str]
    leading: dict[str, str]  # type -> the key named most often
    sources: list[Span]
    quotes: list[Span]
    longest: int  # characters: of its quotes and sources
    acts: dict[str, list[str]] = field(default_factory=dict)  # what _signs_of_actor found


def scene_from_page(page: Page, spans: Iterable[Span], mentions: list[dict[str, Any]]) -> Scene:
    """The scene of a page."""
    spans = list(spans)
    cast = cast_from_page(page, spans, mentions)
    free: list[Named] = []
    inside_roles: list[Named] = []
    sentences: dict[str, list[int]] = {}
    types: dict[str, str] = {}
    counts: Counter[str] = Counter()
    starts = [start for start, _ in page.sentences]
    for one in cast.named:
        (inside_roles if cast.in_role(one) else free).append(one)
        sentences.setdefault(one.key, []).append(max(bisect_right(starts, one.start) - 1, 0))
        types[one.key] = one.type
        counts[one.key] += 1
    leading: dict[str, str] = {}
    for key, _ in counts.most_common():
        leading.setdefault(types[key], key)
    sources = sorted(span for span in spans if span.layer == "source")
    quotes = sorted(span for span in spans if span.layer == "quote" and span.label != "address")
    keys: dict[int, set[str]] = {}
    groups: dict[tuple[str, bool, bool, int], list[str]] = {}
    for key, places in sentences.items():
        groups.setdefault((types[key], places[0] <= 1, leading.get(types[key]) == key, min(len(places), 3)), []).append(key)
        for place in places:
            keys.setdefault(place, set()).add(key)
    longest = max((span.end - span.start for span in [*sources, *quotes]), default=0)
    return Scene(page, cast, free, inside_roles, sentences, keys, groups, types, leading, sources, quotes, longest)


def participants_of_trigger(scene: Scene, trigger: Span, sentence: tuple[int, int]) -> dict[str, str]:
    """entity_key -> role of who takes part in what the trigger tells."""
    if not scene.types:
        return {}
    keys = _worth_weighing(scene, trigger, sentence)
    return {
        key: _role(scene, trigger, sentence, key)
        for key, signs in evidence_of_trigger(scene, trigger, sentence, keys).items()
        if _weight(signs) > 0
    }


def _worth_weighing(scene: Scene, trigger: Span, sentence: tuple[int, int]) -> Iterable[str]:
    """The entities that can take part: those named near by, and those of a group whose far signs weigh more than nothing.
    All others of a long document are told by their group, so that its time does not grow with the square of its length."""
    number = bisect_right(scene.page.sentences, sentence[0], key=lambda one: one[0]) - 1
    if trigger.label == "meeting" and number < _MAIN:
        return scene.sentences
    keys = {key for near in range(number - _FAR + 1, number + _FAR) for key in scene.keys.get(near, ())}
    empty = "beside" if _between(scene.free, *sentence) else "alone"
    for (kind, opens, leads, times), members in scene.groups.items():
        if any(_far_weight(trigger.label, kind, *reach, empty, opens, leads, times) > 0 for reach in ((_FAR, 0), (0, _FAR), (_FAR, _FAR))):
            keys.update(members)
    if meant := _meant_subject(scene, trigger, sentence):
        keys.add(meant)
    return [key for key in keys if key in scene.sentences]


@lru_cache(maxsize=10_000)
def _far_weight(label: str, kind: str, back: int, ahead: int, empty: str, opens: bool, leads: bool, times: int) -> float:
    return _weight([*_afar(label, kind, back, ahead, empty, opens, leads), f"named {times}", "any"])


def _weight(signs: list[str]) -> float:
    weight = _weights().get
    return sum([weight(sign, 0.0) for sign in signs])


def evidence_of_trigger(scene: Scene, trigger: Span, sentence: tuple[int, int], keys: Iterable[str] | None = None) -> dict[str, list[str]]:
    """entity_key -> the signs that speak for or against its taking part; their weights decide. Of these keys, or of all."""
    number = bisect_right(scene.page.sentences, sentence[0], key=lambda one: one[0]) - 1
    near = _between(scene.free, *sentence)
    offices = {one.key for one in _between(scene.inside_roles, *sentence)}
    told: dict[str, list[str]] = {}
    for one in near:
        signs = told.setdefault(one.key, [])
        signs.extend(_signs_in_sentence(scene, trigger, one, near))
    empty = "alone" if not told else "beside"
    meant = _meant_subject(scene, trigger, sentence) if not any(one.end <= trigger.start for one in near) else None
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
    if trigger.label == "meeting" and number < _MAIN and kind == "person" and (acts := _signs_of_actor(scene, key)):
        return [f"{sign} main meeting" for sign in acts]  # the whole page reports it: distance tells nothing
    places = scene.sentences[key]
    at = bisect_left(places, number)
    back = min(number - places[at - 1], _FAR) if at else 0
    ahead = min(places[at] - number, _FAR) if at < len(places) else 0
    return _afar(trigger.label, kind, back, ahead, empty, places[0] <= 1, scene.leading.get(kind) == key)


def _afar(label: str, kind: str, back: int, ahead: int, empty: str, opens: bool, leads: bool) -> list[str]:
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


def _meant_subject(scene: Scene, trigger: Span, sentence: tuple[int, int]) -> str | None:
    """The key of whom a pronoun or definite noun phrase before the trigger means, resolved as speakers are."""
    phrases = [match.span() for match in _SUBJECT.finditer(scene.page.text, sentence[0], trigger.start)]
    return speaker_key(scene.page, scene.cast, phrases[-1], ()) if phrases else None


def _between(named: list[Named], start: int, end: int) -> list[Named]:
    first = bisect_left(named, start, key=lambda one: one.start)
    last = bisect_left(named, end, lo=first, key=lambda one: one.start)
    return [one for one in named[first:last] if one.end <= end]


@cache
def _weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in lexicon_rows("participant_signs")}


def _role(scene: Scene, trigger: Span, sentence: tuple[int, int], key: str) -> str:
    text = scene.page.text
    here = [one for one in _between(scene.free, *sentence) if one.key == key]
    if not here:
        return "participant"
    subject = here[0].end <= trigger.start
    if text[max(sentence[0], here[0].start - 6) : here[0].start].rstrip().lower().endswith("by"):
        return "signer" if trigger.label in ("agreement", "adoption") else "organizer"
    if subject and _HOSTS.search(text[trigger.start : trigger.end]) and trigger.label in ("meeting", "training", "vote", "other"):
        return "organizer"
    return (_SUBJECT_ROLE if subject else _OBJECT_ROLE).get(trigger.label, "participant")
