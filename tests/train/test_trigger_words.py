from __future__ import annotations

from dataclasses import replace

from flows.normalize.lexicon import lexicon_rows
from flows.train.gold_pages import GoldPage
from flows.train.trigger_words import dropped_rows, seldom_told


def test_a_word_that_is_never_right_is_told_too_seldom(gold: GoldPage) -> None:
    wrong = replace(gold, marked=tuple(one for one in gold.marked if one.tag != "ev"))
    assert ("verb", "agreement", "sign") in seldom_told(lexicon_rows("event_triggers"), [wrong] * 6)
    assert ("verb", "agreement", "sign") not in seldom_told(lexicon_rows("event_triggers"), [wrong] * 5)


def test_no_word_is_both_in_the_lexicon_and_dropped() -> None:
    listed = {(row["kind"], row["type"], row["lemma"]) for row in lexicon_rows("event_triggers")}
    assert not listed & {(row["kind"], row["type"], row["lemma"]) for row in dropped_rows()}
