"""Which named thing an event is: the congress, vote or contest of that name, or the law that it adopts or proposes."""

from __future__ import annotations

import re
from typing import Any

from flows.normalize.page import Span

Mention = dict[str, Any]

_OF_LAWS = frozenset(("adoption", "proposal"))
_OF_NAMES = frozenset(("meeting", "vote", "training", "award"))
# 'XXVI Congress', '2026 Games': a name without a number or year ('the Referendum') means another one in another document.
_NUMBERED = re.compile(r"\d|(?<!\w)[IVX]{1,6}(?!\w)")
_OF = re.compile(r"\s(?:(?:of|on)\s)?(?:the\s)?(?:an?\s)?", re.IGNORECASE)


def named_key_of_trigger(text: str, trigger: Span, inside: list[Mention]) -> str | None:
    """The entity_key of the numbered event that the trigger tells of as itself, or of the law adopted or proposed; `inside` are the
    mentions of its sentence. None where the sentence names none such, or several."""
    if trigger.label in _OF_LAWS:
        return _only({one["entity_key"] for one in inside if one["entity_type"] == "law"})
    if trigger.label not in _OF_NAMES:
        return None
    events = [one for one in inside if one["entity_type"] == "event" and _NUMBERED.search(one["entity_name"])]
    around = {one["entity_key"] for one in events if one["char_start"] <= trigger.start < one["char_end"]}
    return _only(around or {one["entity_key"] for one in events if _is_told(text, trigger, one)})


def _only(keys: set[str]) -> str | None:
    return next(iter(keys)) if len(keys) == 1 else None


def _is_told(text: str, trigger: Span, name: Mention) -> bool:
    """Whether the name is the subject or object of the trigger: 'the XXVI Congress was held', 'opened the XXVI Congress'. What happened
    at it, before it or through it ('met at the XXVI Congress') is something else."""
    if name["char_end"] <= trigger.start:
        lead = text[max(0, name["char_start"] - 12) : name["char_start"]].lower().split()
        return not set(lead[-2:]) & _BESIDE
    return _OF.fullmatch(text, trigger.end, name["char_start"]) is not None


_BESIDE = frozenset(("at", "before", "after", "since", "during", "for", "by", "to", "in", "from", "with", "until", "ahead", "of"))
