"""Whether what a verb or noun tells has happened, goes on, is planned or only wished: from tense and modality.

English by auxiliaries (Quirk et al. 1985, 4.3-4.48), Russian and Kazakh by auxiliaries and endings.
"""

from __future__ import annotations

import re
from typing import Literal

Status = Literal["occurred", "ongoing", "planned", "proposed"]

_CLAUSE = re.compile(r"[;:—–()]|,\s(?:and|but|which|who|while|where|when|as|after|before|и|а|но|котор\w+)\s|\s(?:that|что)\s")
_NEAR = 70  # characters before the trigger in which its auxiliaries stand
# Duty, condition, wish, denial: no event at all.
_UNREAL = re.compile(
    r"(?<!\w)(?:should|must|ought to|may|might|could|can|cannot|can't|can’t|if|unless|need(?:s|ed)? to|have to|has to|had to|able to"
    r"|want(?:s|ed)? to|not|never|n['’]t"
    r"|without|whether|refus(?:e|es|ed) to|fail(?:s|ed)? to|in order to|so as to|right to|aim(?:s|ed)? (?:to|at)|would have|tried to"
    r"|hop(?:e|es|ed) to"
    r"|должн\w+|может|могут|необходимо|следует|нужно|если|не|чтобы|керек|тиіс|егер)(?!\w)",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"(?<!\w)(?:will|shall|\w+['’]ll|plan(?:s|ned)? to|due(?: to)?|scheduled|slated|expected(?: to)?|set to|(?:is|are|was|were) to(?: be)?"
    r"|going to"
    r"|intend(?:s|ed)? to"
    r"|would|planned|promis(?:e|es|ed) to|vow(?:s|ed)? to"
    r"|threaten(?:s|ed)? to"
    r"|agreed to|about to|upcoming|pledged to|prepar(?:e|es|ing) to"
    r"|invites?|ahead of"
    r"|будет|будут|планиру\w+|намерен\w*|запланирован\w*|жоспарла\w+)(?!\w)",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"(?<!\w)(?:propos(?:e|es|ed|al)(?: to)?|suggest(?:s|ed)?|call(?:s|ed|ing)? (?:for|on)|urg(?:e|es|ed)|demand(?:s|ed)?"
    r"|предлага\w+|предложи\w+|призва\w+)(?!\w)",
    re.IGNORECASE,
)
_GOING_ON = re.compile(
    r"(?<!\w)(?:(?:is|are) (?:being|still|now|currently)|has begun|have begun|continu(?:es|e|ing)|under way|underway|ongoing"
    r"|ведется|ведётся|продолжа\w+|жатыр)(?!\w)",
    re.IGNORECASE,
)
_FUTURE_FORM = re.compile(r"(?:состоится|состоятся|пройд[её]т|пройдут|өтеді|болады)$", re.IGNORECASE)


def status_from_words(text: str, start: int, end: int, sentence: tuple[int, int], is_verb: bool) -> Status | None:
    """The status of what text[start:end] tells in its sentence; None where it is no fact and no plan."""
    before = text[max(sentence[0], start - _NEAR) : start]
    parts = _CLAUSE.split(before)
    before = parts[-1] or ""
    after = text[end : min(sentence[1], end + 40)]
    if _FUTURE_FORM.search(text[start:end]) or _COMING.search(before):
        return "planned" if not re.search(r"(?<!\w)(?:not|never|n['’]t)(?!\w)", before) else None
    if _UNREAL.search(before):
        return None
    if is_verb and _WISHED.search(before):
        return "proposed"
    if not is_verb and (_COMING.search(after[:30]) or re.match(r"\s(?:is|are) (?:planned|scheduled|due|expected)", after)):
        return "planned"
    if is_verb and re.search(r"(?<!\w)to\s+(?:\w+ly\s+)?(?:be\s+)?$", before):
        return "planned" if re.search(r"(?<!\w)(?:decid\w+|date|ready|meet\w*|vot\w+) to", before) else None
    if _GOING_ON.search(before) or (not is_verb and re.match(r"[^.]{0,20}(?:is under way|continues|goes on|is going on)", after)):
        return "ongoing"
    return "occurred"
