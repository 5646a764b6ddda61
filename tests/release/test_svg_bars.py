from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from flows.release.svg_bars import Bar, svg_bars


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_gives_a_picture_that_can_be_read(title, label):
    root = ElementTree.fromstring(svg_bars(title, [Bar(label, 1, "1")]))
    assert [node.tag.rpartition("}")[2] for node in root].count("script") == 0


def test_bars_are_as_long_as_their_values():
    root = ElementTree.fromstring(svg_bars("t", [Bar("a", 2, "2"), Bar("b", 1, "1"), Bar("c", 0, "0")]))
    widths = [float(node.attrib["width"]) for node in root if node.tag.endswith("rect")]
    assert widths[0] == 2 * widths[1]
    assert widths[2] == 0


def test_what_the_bars_say_is_read_aloud():
    assert "quotes: 0.90" in svg_bars("t", [Bar("quotes", 0.9, "0.90")], 1).partition("<desc>")[2].partition("</desc>")[0]


def test_nothing_to_show_is_a_picture_too():
    assert "nothing to show" in svg_bars("t", [])
