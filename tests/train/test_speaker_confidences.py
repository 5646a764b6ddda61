from __future__ import annotations

from flows.train.gold_pages import GoldPage
from flows.train.judged import found_from_text
from flows.train.speaker_confidences import judged_chances, speaker_confidences_csv


def test_a_speaker_named_is_judged_by_the_annotation(gold: GoldPage) -> None:
    ((chance, right),) = judged_chances(found_from_text(gold))
    assert chance > 0.6
    assert right


def test_each_step_has_its_share_drawn_to_that_of_all() -> None:
    lines = speaker_confidences_csv([(0.7, False)] * 10 + [(0.99, True)] * 30).splitlines()
    assert lines[1:] == ["chance,confidence,rows", "0.6,0.38,10", "0.95,0.94,30"]
