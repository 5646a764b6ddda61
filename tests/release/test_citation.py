from __future__ import annotations

import json

import pytest
import yaml

from flows.release.citation import bibtex, citation_cff, citation_line, zenodo_json
from tests.release.made import facts


@pytest.mark.parametrize("title", ['Quotes " and \\ and : #', "Line\nlicense: stolen", "\x85\u2028\x7f 👍🏽 Қазақстан", "- [x] {y}"])
def test_no_title_breaks_out_of_its_place(title):
    told = yaml.safe_load(citation_cff(facts(title=title)))
    assert told["title"] == title
    assert told["license"] == "CC-BY-4.0"


def test_the_version_and_day_are_those_of_the_release():
    told = yaml.safe_load(citation_cff(facts()))
    assert (told["version"], told["date-released"]) == ("v2026.3.0", "2026-03-01")
    assert json.loads(zenodo_json(facts()))["publication_date"] == "2026-03-01"


def test_an_address_is_told_only_where_there_is_one():
    assert "url" not in yaml.safe_load(citation_cff(facts()))
    assert yaml.safe_load(citation_cff(facts(homepage="https://example.org/kenes")))["url"] == "https://example.org/kenes/v2026.3.0"
    assert "https://example.org/kenes/v2026.3.0" in citation_line(facts(homepage="https://example.org/kenes"))


def test_braces_of_a_title_do_not_end_a_bibtex_field():
    assert bibtex(facts(title="a} year = {1066")).count("}") == bibtex(facts(title="a")).count("}")
