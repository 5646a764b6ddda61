from __future__ import annotations

import random
import xml.etree.ElementTree as ET

from flows.train.authored import document_from_node
from flows.train.noise_pages import grafted, page_from_document, training_pages, varied, with_blanks, with_capital_headings

BODY = "The bakers of the town signed a new agreement with the mill on Monday."
DOCUMENT = document_from_node(
    ET.fromstring(
        f'<doc id="x1"><junk>Home</junk>\n<title>Bakers sign</title>\n\n{BODY}\n<per id="p1">Ana Silva</per>\n<junk>Tags: pay</junk></doc>'
    )
)


def test_a_page_knows_its_noise_its_headline_and_its_empty_lines() -> None:
    page = page_from_document(DOCUMENT)
    assert page.lines == ["Home", "Bakers sign", BODY, "Ana Silva", "Tags: pay"]
    assert page.noise == [True, False, False, False, True]
    assert page.set_apart == [True, False, True, False, False]
    assert page.title == 1
    assert page.persons == ("Ana Silva",)


def test_variants_keep_which_lines_are_noise() -> None:
    page = page_from_document(DOCUMENT)
    for made in (varied(page, random.Random(1)), with_blanks(page, random.Random(1)), with_capital_headings(page)):
        assert made.noise == page.noise
        assert len(made.layout) == len(made.set_apart) == len(made.repeated) == len(made.lines)


def test_a_grafted_page_keeps_its_body_between_the_noise_of_another() -> None:
    page = page_from_document(DOCUMENT)
    made = grafted(page, page, random.Random(3))
    assert [line for line, noise in zip(made.lines, made.noise, strict=True) if not noise] == ["Bakers sign", BODY, "Ana Silva"]
    assert made.lines[0] == "Home"
    assert made.lines[made.title or 0] == "Bakers sign"


def test_training_pages_are_the_same_for_the_same_seed() -> None:
    donor = document_from_node(ET.fromstring(f'<doc id="x2"><junk>A</junk>\n<junk>B</junk>\n<junk>C</junk>\n{BODY}</doc>'))
    documents = [DOCUMENT, donor]
    assert training_pages(documents, random.Random(5)) == training_pages(documents, random.Random(5))
