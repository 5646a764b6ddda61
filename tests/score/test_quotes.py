from __future__ import annotations

from flows.score.gold import GoldPassage
from flows.score.quotes import quotes_tally, said_words
from flows.score.tally import Count
from tests.score.conftest import ENTITIES, rows


def quoted(**changes):
    return [rows()["quotes"][0] | changes]


def asked(**changes):
    return [{"text": "Unions matter to us all", "kind": "direct", "speaker": "e1"} | changes]


def test_a_quote_with_its_speaker_is_right(gold, document):
    counts = quotes_tally(gold(), document(), ENTITIES, None).counts
    assert {measure: counts[measure] for measure in ("quotes", "quotes/direct", "quotes-with-speaker")} == dict.fromkeys(
        ("quotes", "quotes/direct", "quotes-with-speaker"), Count(1, 1, 1)
    )


def test_three_words_of_five_are_enough_and_two_are_not(gold, document):
    # 3 words of 5: 2 * 3 / 8 = 0.75; 2 of 5: 2 * 2 / 7 = 0.57. The threshold is 0.7.
    assert quotes_tally(gold(), document(quotes=quoted(text="Unions matter to")), ENTITIES, None).counts["quotes"].right == 1
    assert quotes_tally(gold(), document(quotes=quoted(text="Unions matter")), ENTITIES, None).counts["quotes"].right == 0


def test_a_quote_of_another_kind_is_found_but_not_of_its_kind(gold, document):
    counts = quotes_tally(gold(), document(quotes=quoted(kind="mixed")), ENTITIES, None).counts
    assert (counts["quotes"], counts["quotes/direct"], counts["quotes/mixed"]) == (Count(1, 1, 1), Count(1, 0, 1), Count(0, 1, 0))


def test_the_wrong_speaker_leaves_the_quote_right(gold, document):
    tally = quotes_tally(gold(), document(quotes=quoted(speaker_id="ent-fturk")), ENTITIES, None)
    assert (tally.counts["quotes"], tally.counts["quotes-with-speaker"]) == (Count(1, 1, 1), Count(0, 1, 1))
    assert tally.errors == ["speaker is FTURK, not Aida Serik: “Unions matter to us all”"]


def test_nobody_is_right_where_gold_has_nobody_and_wrong_elsewhere(gold, document):
    silent = document(quotes=quoted(speaker_id=None))
    assert quotes_tally(gold(quotes=asked(speaker=None)), silent, ENTITIES, None).counts["quotes-with-speaker"].right == 1
    assert quotes_tally(gold(), silent, ENTITIES, None).counts["quotes-with-speaker"].right == 0


def test_another_speaker_that_gold_allows_is_right(gold, document):
    found = document(quotes=quoted(speaker_id="ent-fturk"))
    assert quotes_tally(gold(quotes=asked(also=["e2"])), found, ENTITIES, None).counts["quotes-with-speaker"].right == 1


def test_an_alias_from_elsewhere_shows_the_speaker(gold, document):
    entities = ENTITIES | {"ent-full": {"entity_id": "ent-full", "type": "person", "name": "A. Serikova", "aliases": ["Aida Serik"]}}
    found = document(quotes=quoted(speaker_id="ent-full"))
    assert quotes_tally(gold(), found, entities, None).counts["quotes-with-speaker"].right == 1


def test_an_optional_quote_is_neither_asked_for_nor_wrong(gold, document):
    both = [*rows()["quotes"], rows()["quotes"][0] | {"text": "Work is dignity"}]
    free = gold(optional_quotes=[{"text": "Work is dignity"}])
    assert quotes_tally(free, document(quotes=both), ENTITIES, None).counts["quotes"] == Count(1, 1, 1)
    assert quotes_tally(gold(), document(quotes=both), ENTITIES, None).counts["quotes"] == Count(1, 2, 1)


def test_anchors_find_the_words_whose_number_is_nearest():
    passage = GoldPassage(head="We meet", tail="the end", words=8)
    text = "We meet at the end. Then: we  meet to see, at\nlast, the end."
    assert said_words(passage, text) == "we meet to see, at last, the end"


def test_anchors_that_the_text_lacks_stand_for_themselves():
    assert said_words(GoldPassage(head="We meet", tail="the end", words=6), "Nothing of it.") == "We meet the end"


def test_speakers_are_counted_among_the_quotes_found_by_how_the_document_names_them(gold, document):
    both = [*asked(position="pronoun"), {"text": "Work is dignity", "kind": "direct", "speaker": "e1", "position": "name"}]
    counts = quotes_tally(gold(quotes=both), document(), ENTITIES, None).counts
    assert (counts["speakers"], counts["speakers/pronoun"]) == (Count(1, 1, 1), Count(1, 1, 1))
    assert "speakers/name" not in counts
