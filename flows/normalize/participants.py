"""Who took part in an event: the persons and organizations of the page, each judged by how the page tells of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache

from flows.normalize.lexicon import lexicon_rows
from flows.normalize.page import Span
from flows.normalize.participant_evidence import FAR, MAIN, PASSIVE, afar_signs, echoed_by, evidence_of_trigger, meant_subject
from flows.normalize.scenes import Scene, named_between

# The part that the grammatical subject plays in an event of each type, and the part of everybody else.
_SUBJECT_ROLE = {
    "meeting": "participant",
    "agreement": "signer",
    "adoption": "signer",
    "launch": "organizer",
    "aid": "organizer",
    "award": "organizer",
}
_OBJECT_ROLE = {
    "award": "recipient",
    "aid": "recipient",
    "justice": "recipient",
    "accident": "recipient",
    "appointment": "recipient",
    "proposal": "recipient",
    "agreement": "signer",
}
# The part of the subject of a passive: 'was elected', 'was jailed', 'was hurt'.
_UNDERGONE = {"agreement": "signer", **dict.fromkeys(("award", "aid", "justice", "appointment", "accident"), "recipient")}
_GETS = re.compile(r"(?:receiv|w[io]n|earn|accept|g[eo]t|t(?:ake|ook))\w*", re.IGNORECASE)
_PLACED = frozenset(("before", "at", "in", "from"))  # 'testified before the court': nothing is done to it
_HOSTS = re.compile(
    r"\b(?:held|hosted|organi[sz]ed|convened|conducted|holds|hosts|organi[sz]es)\b|\b(?:by|провел\w*|организова\w*)\s$", re.IGNORECASE
)


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
    if trigger.label == "meeting" and number < MAIN:
        return scene.sentences
    keys = {key for near in range(number - FAR + 1, number + FAR) for key in scene.keys.get(near, ())}
    empty = "beside" if named_between(scene.free, *sentence) else "alone"
    for (kind, opens, leads, times), members in scene.groups.items():
        if any(_far_weight(trigger.label, kind, *reach, empty, opens, leads, times) > 0 for reach in ((FAR, 0), (0, FAR), (FAR, FAR))):
            keys.update(members)
    if meant := meant_subject(scene, trigger, sentence):
        keys.add(meant)
    keys |= echoed_by(scene, sentence)
    return [key for key in keys if key in scene.sentences]


@lru_cache(maxsize=10_000)
def _far_weight(label: str, kind: str, back: int, ahead: int, empty: str, opens: bool, leads: bool, times: int) -> float:
    return _weight([*afar_signs(label, kind, back, ahead, empty, opens, leads), f"named {times}", "any"])


def _weight(signs: list[str]) -> float:
    weight = _weights().get
    return sum([weight(sign, 0.0) for sign in signs])


@cache
def _weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in lexicon_rows("participant_signs")}


def _role(scene: Scene, trigger: Span, sentence: tuple[int, int], key: str) -> str:
    text, label = scene.page.text, trigger.label
    here = [one for one in named_between(scene.free, *sentence) if one.key == key]
    if not here:
        return "participant"
    subject = here[0].end <= trigger.start
    lead = text[max(sentence[0], here[0].start - 16) : here[0].start].lower().removesuffix("the ").split()[-1:]
    if lead == ["by"]:
        return "signer" if label in ("agreement", "adoption") else "organizer"
    if PASSIVE.search(text[max(sentence[0], trigger.start - 25) : trigger.start]):
        return _UNDERGONE.get(label, "participant") if subject else "participant"
    if label == "award" and _GETS.match(text, trigger.start):
        return "recipient" if subject else "organizer" if lead == ["from"] else "participant"
    if not subject and lead and lead[0] in _PLACED:
        return "participant"
    if subject and _HOSTS.search(text[trigger.start : trigger.end]) and label in ("meeting", "training", "vote", "other"):
        return "organizer"
    return (_SUBJECT_ROLE if subject else _OBJECT_ROLE).get(label, "participant")
