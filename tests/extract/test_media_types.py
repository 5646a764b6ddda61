"""What a file is, by its first bytes."""

from __future__ import annotations

import pytest

from flows.extract.media_types import HTML, JSON, JSON_LINES, MAIL, MARKDOWN, TEXT, is_html, media_type_from_head


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        ("<!-- saved from url --><HTML><head>", HTML),
        ("\ufeff\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'>\n<html>", HTML),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", HTML),
        ("<div class='news'><p>The congress was held.</p></div>", HTML),
        ("<?xml version='1.0'?><rss version='2.0'>", "application/rss+xml"),
        ("<?xml version='1.0'?><urlset>", "application/xml"),
        ('{"text": "one"}\n{"text": "two"}\n', JSON_LINES),
        ('{"text": "broken\n{"text": "two"}\n', JSON_LINES),
        ('{\n  "text": "one"\n}\n', JSON),
        ('[\n{"text": "one"}\n]', JSON),
        ("From: a@b.kz\nSubject: x\nDate: y\n\nText", MAIL),
        ("Received: from a\n by b\nReturn-Path: <a@b>\nTo: c\nSubject: x\n\nText", MAIL),
        ("Date: 6 February\nSubject: wages\n\nA press release, not a mail", TEXT),
        ("From: the union\nTo all members,\n\nSubject: wages", TEXT),
        ("[Photo: press office] The congress was held", TEXT),
        ("{The congress} was held", TEXT),
        ("<The congress was held>", TEXT),
        ("5 < 6 and <b> is no page", TEXT),
        ("# Kmf26sezd\n#Unity of right development\nThe congress was held", TEXT),
        ("1. First\n2. Second\n- third\n", TEXT),
        ("# Congress\n\nIt was [held](http://a.kz) by **unions**.", MARKDOWN),
    ],
)
def test_structure_decides(head: str, media_type: str) -> None:
    assert media_type_from_head(head.encode()) == media_type


def test_structure_is_seen_in_utf16_too() -> None:
    assert media_type_from_head("<html><body>".encode("utf-16")) == HTML
    assert media_type_from_head("<html><body>".encode("utf-16-be")) == HTML


def test_name_breaks_the_tie_between_markdown_and_text_only() -> None:
    assert media_type_from_head(b"# Congress\n\nIt was held.", "a.md") == MARKDOWN
    assert media_type_from_head(b"# Congress\n\nIt was held.", "a.txt") == TEXT
    assert media_type_from_head(b"<html><body>", "a.md") == HTML


def test_a_field_of_a_record_is_html_when_it_has_tags() -> None:
    assert is_html("<p>The congress</p>")
    assert is_html("One<br>Two<br>Three")
    assert not is_html("wages < prices, and prices > wages")
    assert not is_html("the <b> key")
