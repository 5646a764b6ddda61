from __future__ import annotations

import xml.etree.ElementTree as ET

from flows.train.authored import AuthoredSpan, document_from_node, documents_from_corpus


def test_spans_are_counted_from_the_first_line_of_the_text() -> None:
    node = ET.fromstring('<doc id="x1">\n<junk>Home</junk>\nSaid <per id="p1">Ana <role>Sr</role></per> &amp; Co.\n</doc>')
    document = document_from_node(node)
    assert document.text == "Home\nSaid Ana Sr & Co."
    assert document.spans == (AuthoredSpan("junk", {}, 0, 4), AuthoredSpan("per", {"id": "p1"}, 10, 16), AuthoredSpan("role", {}, 14, 16))


def test_pages_made_for_noise_name_their_held_out_half_and_a_tenth_of_the_others_is_held_out() -> None:
    documents = list(documents_from_corpus())
    noisy = [document for document in documents if document.layers == "noise"]
    others = [document for document in documents if document.layers == "all"]
    assert 0.4 < sum(document.held_out for document in noisy) / len(noisy) < 0.6
    assert 0.07 < sum(document.held_out for document in others) / len(others) < 0.13


def test_every_span_of_the_corpus_lies_in_its_text_and_begins_and_ends_with_print() -> None:
    for document in documents_from_corpus():
        for span in document.spans:
            piece = document.text[span.start : span.end]
            assert piece.strip(), (document.document_id, span)
            assert span.tag == "junk" or piece == piece.strip(), (document.document_id, span)
