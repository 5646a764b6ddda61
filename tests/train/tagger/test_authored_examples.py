from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
from tokenizers import Tokenizer

from flows.tagging.layers import SPAN_LAYERS
from flows.tagging.pieces import pieces_from_text
from flows.train.authored import document_from_node, documents_from_corpus
from flows.train.tagger.authored_examples import examples_from_documents
from flows.train.tagger.examples import TARGETS, UNJUDGED, Example, Marked, targets_from_example

NOISY = """<doc id="x1" language="en">
<junk>Home | Contacts</junk>
<role of="p1">Minister</role> <per id="p1">Asel Nurbekova</per> <cue q="q1">said</cue> “<q id="q1" kind="direct" by="p1">we \
<ev id="v1" type="agreement" status="occurred">signed</ev></q>”.
The <ev same="v1">signature</ev> came in <loc id="l1">Almaty</loc>.
</doc>"""
CLEAN = """<doc id="x2" language="en">
“<q id="q1" kind="address" by="">Dear colleagues.</q>”
</doc>"""
NOISE_ONLY = """<doc id="x3" language="en" layers="noise">
<junk>Share this</junk>
The union met.
</doc>"""


def examples(*documents: str) -> list[Example]:
    return list(examples_from_documents(document_from_node(ET.fromstring(one)) for one in documents))


def cut(example: Example, spans: tuple[Marked, ...]) -> list[tuple[str, str, str]]:
    return [(one.layer, one.label, example.text[one.start : one.end]) for one in spans]


def test_a_document_with_page_noise_gives_two_examples_and_one_without_gives_one() -> None:
    assert len(examples(NOISY)) == 2
    assert len(examples(CLEAN)) == 1


def test_with_its_noise_a_document_tells_what_is_noise_and_nothing_else_of_that() -> None:
    printed, _ = examples(NOISY)
    assert ("noise", "noise", "Home | Contacts") in cut(printed, printed.marked)
    assert ("", "", "Home | Contacts") in cut(printed, printed.unjudged)
    assert "noise" in printed.known


def test_without_its_noise_a_document_tells_nothing_of_noise() -> None:
    _, cleaned = examples(NOISY)
    assert "Home" not in cleaned.text
    assert "noise" not in cleaned.known
    assert not [one for one in cleaned.marked if one.layer == "noise"]


def test_a_document_without_noise_is_known_to_have_none() -> None:
    assert "noise" in examples(CLEAN)[0].known


def test_every_tag_becomes_its_layers() -> None:
    for one in examples(NOISY):
        assert {
            ("role", "", "Minister"), ("name", "person", "Asel Nurbekova"), ("cue", "", "said"), ("quote", "", "we signed"),
            ("kind", "direct", "we signed"), ("trigger", "", "signed"), ("event", "agreement", "signed"), ("status", "occurred", "signed"),
            ("name", "place", "Almaty"),
        } <= set(cut(one, one.marked))  # fmt: skip


def test_further_trigger_words_of_a_happening_are_unjudged_but_have_its_type() -> None:
    for one in examples(NOISY):
        assert ("trigger", "", "signature") in cut(one, one.unjudged)
        assert ("event", "agreement", "signature") in cut(one, one.marked)
        assert ("trigger", "", "signature") not in cut(one, one.marked)


def test_an_address_is_a_choice_and_no_quote() -> None:
    (one,) = examples(CLEAN)
    assert cut(one, one.marked) == [("address", "yes", "Dear colleagues.")]


def test_of_a_document_with_noise_alone_nothing_else_is_known() -> None:
    (one,) = examples(NOISE_ONLY)
    assert (one.source, one.known) == ("noise", {"noise"})
    assert cut(one, one.marked) == [("noise", "noise", "Share this")]


def test_every_span_of_the_corpus_ends_where_words_end(words: Tokenizer) -> None:
    documents = [one for one in documents_from_corpus() if one.held_out]
    for one in examples_from_documents(documents):
        pieces = pieces_from_text(one.text, words)
        starts, ends = set(pieces.word_start.tolist()), set(pieces.word_end.tolist())
        assert [cut(one, (span,)) for span in one.marked if span.layer != "noise" and not (span.start in starts and span.end in ends)] == []


def test_every_known_layer_of_the_corpus_has_targets(words: Tokenizer) -> None:
    documents = [one for one in documents_from_corpus() if one.held_out and one.layers == "all"]
    targets = np.concatenate([targets_from_example(one, pieces_from_text(one.text, words)) for one in examples_from_documents(documents)])
    judged = dict(zip(TARGETS, (targets != UNJUDGED).mean(axis=0), strict=True))
    assert min(judged[layer.name] for layer in SPAN_LAYERS) > 0.8
    assert all(0 < judged[name] < 0.5 for name in ("kind", "event", "status"))
