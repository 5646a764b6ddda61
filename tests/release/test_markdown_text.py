from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from flows.release.markdown_text import markdown_cell, markdown_table, markdown_text

HOSTILE = [
    "<script>alert(1)</script>", "[click](javascript:alert(1))", "![x](https://example.org/x.png)", "# heading", "- item", "1. item",
    "a | b", "`code`", "*bold* and _thin_", "https://example.org", "www.example.org", "x@example.org", "&lt;b&gt;", "line\n\n# heading",
    "***",    "\\*", "$x$", "~~gone~~", "<https://example.org>", ":smile:", "__0__",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_document_is_text_alone(text):
    shown = MarkdownIt("commonmark").render(markdown_text(text))
    inner = shown.removeprefix("<p>").removesuffix("</p>\n")
    assert "<" not in inner


@given(st.text(max_size=60))
def test_no_text_becomes_a_tag(text):
    shown = MarkdownIt("commonmark").render("x " + markdown_text(text))
    assert shown.count("<") == 2  # of the paragraph


@given(st.lists(st.text(max_size=20), min_size=2, max_size=2))
def test_every_row_of_a_table_has_its_cells(row):
    lines = markdown_table(["one", "other"], [row]).rstrip("\n").split("\n")
    assert len(lines) == 3
    assert lines[2].count("|") == 3


def test_signs_that_turn_the_direction_of_reading_are_shown_as_such():
    assert markdown_text("\u202egpj.exe") == "\ufffdgpj.exe"


def test_a_name_of_a_column_is_left_as_it_is():
    assert markdown_text("first_seen") == "first_seen"


def test_nothing_is_an_empty_cell_and_a_list_is_joined():
    assert [markdown_cell(None), markdown_cell(["a", "b"])] == ["", "a; b"]
