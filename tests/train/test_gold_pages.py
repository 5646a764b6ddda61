from __future__ import annotations

from datetime import date

from flows.train.gold_pages import GoldPage, gold_pages


def test_noise_and_empty_lines_are_left_out_and_offsets_follow(gold: GoldPage) -> None:
    text = gold.page.text
    assert text.startswith("Union of Miners signs agreement")
    assert "\n\n" not in text
    assert [text[span.start : span.end] for span, _ in gold.names][:2] == ["Union of Miners", "Almaty"]
    assert gold.page.published_from == date(2024, 3, 5)


def test_quotes_know_their_speaker_and_events_their_sentence(gold: GoldPage) -> None:
    (quote,), (event,) = gold.quotes, gold.events
    assert (gold.page.text[quote.start : quote.end], quote.speaker) == ("We asked for respect", "p1")
    assert gold.page.text[slice(*event.sentence)].startswith("On 4 March")
    assert (event.date, event.participants) == ("2024-03-04", {"o1"})


def test_a_mention_bears_the_longest_name_of_its_entity(gold: GoldPage) -> None:
    assert {row["entity_key"]: row["entity_name"] for row in gold.mentions}["p1"] == "Asel Nurbekova"


def test_no_page_is_both_learned_from_and_held_out() -> None:
    developed, held = gold_pages(False), gold_pages(True)
    assert not {one.page.document_id for one in developed} & {one.page.document_id for one in held}
    assert all(one.document.layers == "all" for one in (*developed, *held))


def test_every_span_has_the_same_characters_with_and_without_the_noise() -> None:
    for one in gold_pages(True):
        named = [span for span in one.document.spans if span.tag in ("per", "org", "q", "ev")]
        kept = [one.page.text[span.start : span.end] for span in one.marked if span.tag in ("per", "org", "q", "ev")]
        assert [text.replace("\n", "") for text in kept] == [one.document.text[s.start : s.end].replace("\n", "") for s in named]
