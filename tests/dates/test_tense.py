from __future__ import annotations

import pytest

from flows.dates.tense import outlook


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("The union met the minister on [Friday].", -1),
        ("The union will meet the minister on [Friday].", 1),
        ("He said the line would resume on [Friday].", 1),
        ("A leader is to be elected in [June].", 1),
        ("The law, which was adopted in [June], will help.", -1),
        ("On [Friday] the Congress elected a chairman.", -1),
        ("On [Friday] the Congress will elect a chairman.", 1),
        ("The rules were adopted. Market day: [Friday].", 0),
        ("Съезд состоялся в [пятницу].", -1),
        ("Съезд состоится в [пятницу].", 1),
        ("Жиын [жұма] күні өтті.", -1),
    ],
)
def test_the_verb_nearest_before_the_date_or_behind_it_tells_the_tense(sentence: str, tense: int) -> None:
    start, end = sentence.index("["), sentence.index("]") - 1
    assert outlook(sentence.replace("[", "").replace("]", ""), start, end) == tense


def test_a_verb_of_another_sentence_tells_nothing() -> None:
    sentence = "They met in Astana. Next: Friday. They will meet again."
    assert outlook(sentence, sentence.index("Friday"), sentence.index("Friday") + 6) == 0
