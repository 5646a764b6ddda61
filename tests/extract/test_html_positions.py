from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.html_positions import page_from_html

MARKUP = [
    *'ab<>&;"= \n\té', "<p>", "</p>", "<br>", "<div>", "</div>", "<b>", "</b>", "<a href='x'>", "</a>", "&amp;", "&nbsp;", "&lt", "&#10;",
    "&notit;", "<!--", "-->", "<script>", "</script>", "<pre>", "</pre>", "<h1>", "<table><tr><td>", "</table>", "<span hidden>", "</span>",
    "<svg>", '<a title="', "words of text ",
]  # fmt: skip


def texts(source: str) -> list[str]:
    return [block.mapped.text for block in page_from_html(source).blocks]


@given(st.lists(st.sampled_from(MARKUP), max_size=30).map("".join))
def test_every_character_equals_its_raw_characters(source: str) -> None:
    for block in page_from_html(source).blocks:
        text, place = block.mapped.text, 0
        for length, raw, raw_length in block.mapped.pieces:
            shown, written = text[place : place + length], source[raw : raw + raw_length]
            place += length
            if length == raw_length:
                assert shown == unescape(written) or all(a == b or (a == " " and b.isspace()) for a, b in zip(shown, written, strict=True))
            else:
                assert shown in (" ", unescape(written))
        assert place == len(text)
        assert text == text.strip(" ")
        assert "\n" not in text


def test_scripts_styles_comments_and_hidden_words_are_not_text() -> None:
    assert texts("<p>a<script>x</script><!-- y --><style>z</style> b<span style='display: none'>c</span></p>") == ["a b"]


def test_an_entity_is_one_unit_of_the_map() -> None:
    (block,) = page_from_html("<p>a &amp; b</p>").blocks
    assert block.mapped.raw_span(2, 3) == (5, 10)


def test_a_break_in_a_paragraph_ends_a_line_and_in_a_heading_is_a_space() -> None:
    assert texts("<p>one<br>two</p><h2>three<br/>four</h2>") == ["one", "two", "three four"]


def test_preformatted_lines_stay_lines() -> None:
    assert texts("<pre>one  and\n  two</pre>") == ["one and", "two"]


def test_missing_end_tags_of_paragraphs_items_and_cells_are_implied() -> None:
    source = "<p>a<p>b<ul><li>c<li>d</ul><table><tr><td>e<td>f<tr><td>g</table>"
    page = page_from_html(source)
    assert [(block.mapped.text, block.layout) for block in page.blocks] == [
        ("a", "paragraph"), ("b", "paragraph"), ("c", "list"), ("d", "list"), ("e", "table"), ("f", "table"), ("g", "table"),
    ]  # fmt: skip
    assert page.depth < 8


def test_an_unclosed_heading_does_not_make_the_page_a_heading() -> None:
    assert [block.layout for block in page_from_html("<h1>a<h1><div><p>b</p><p>c</p></div>").blocks] == [
        "heading",
        "paragraph",
        "paragraph",
    ]


def test_most_of_a_block_in_links_makes_it_linked() -> None:
    assert [block.linked for block in page_from_html("<p><a href=x>long link</a> b</p><p><a name=x>anchor</a></p>").blocks] == [True, False]


@pytest.mark.parametrize("source", ["<div>" * 10_000 + "a", "<b>" * 20_000 + "a", '<a href="' * 20_000 + "a", "<!--" * 20_000 + "a"])
def test_broken_and_deep_markup_takes_linear_time(source: str) -> None:
    assert len(page_from_html(source).blocks) <= 1


def test_a_lone_less_than_sign_is_text() -> None:
    assert texts("<p>300 < 400 <3</p>") == ["300 < 400 <3"]
