from __future__ import annotations

import pytest

from flows.ids import mint_id
from flows.release.site.rendered import is_id_of, number, page_from_template, size, web_address
from tests.release.made import facts


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://host/x", "/local", "", None, "http://[broken"])
def test_only_addresses_of_the_web_become_links(address: str | None) -> None:
    assert web_address(address) is None


def test_an_address_of_the_web_stays_as_it_is() -> None:
    assert web_address("https://example.org/a?b=1") == "https://example.org/a?b=1"


def test_whatever_is_put_into_a_page_is_escaped() -> None:
    frame = {
        "facts": facts(title="<script>x</script>"),
        "engine": False,
        "document_digits": 0,
        "entity_digits": 0,
        "page": "documents.html",
    }
    document = dict.fromkeys(("beginning", "published_edtf", "source_url", "language"))
    document |= {
        "document_id": '"><b>',
        "title": "<b>bold</b>",
        "publisher": "<i>",
        "corpus": "<u>",
        "word_count": 1,
        "quotes": 0,
        "events": 0,
    }
    shown = page_from_template("documents.html", **frame, documents=[document])
    assert "<script>x" not in shown
    assert not any(mark in shown for mark in ("<b>", "<i>", "<u>"))


def test_ids_are_told_from_other_texts() -> None:
    assert is_id_of(mint_id("doc", "a"), "doc")
    assert not is_id_of(mint_id("doc", "a"), "ent")
    assert not is_id_of("doc-<b>", "doc")


def test_numbers_and_sizes_are_told_for_people() -> None:
    assert (number(1234567), size(999), size(1500), size(34_200_000)) == ("1\u202f234\u202f567", "999 bytes", "1.5 KB", "34 MB")
