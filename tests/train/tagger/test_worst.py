from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from flows.tagging.tagged import Tagged
from flows.train.tagger.examples import Example, Marked
from flows.train.tagger.worst import html_page, pieces_from_document, terminal_page, worst_documents

TEXT = "Asel & Dana <left> Aqsai"
KNOWN = frozenset(("name",))


def example(*marked: Marked, text: str = TEXT) -> Example:
    return Example("test", text, marked, KNOWN)


def tagged(start: int, end: int, label: str = "person") -> Tagged:
    return Tagged(start, end, "name", label, None, 0.0, 0.0)


ASEL, DANA, AQSAI = Marked("name", "person", 0, 4), Marked("name", "person", 7, 11), Marked("name", "place", 19, 24)


def test_the_worst_come_first() -> None:
    good, bad = example(ASEL, text="Asel"), example(ASEL, text="Asel again")
    worst = worst_documents([good, bad], [[tagged(0, 4)], []])
    assert [one.title for one in worst] == ["Asel again", "Asel"]
    assert [one.tally.f1 for one in worst] == [0.0, 1.0]


def test_no_more_are_shown_than_asked_for() -> None:
    assert len(worst_documents([example()] * 5, [[]] * 5, most=2)) == 2


def test_errors_are_told_by_signs() -> None:
    page = terminal_page(worst_documents([example(ASEL, AQSAI)], [[tagged(7, 11), tagged(19, 24, "organization")]]))
    assert "⟨−name person: Asel⟩ & ⟨+name person: Dana⟩ <left> ⟨≠name place found as organization: Aqsai⟩" in page


def test_other_edges_are_told_with_what_was_found() -> None:
    assert "⟨≠name person found as “Asel &”: Asel⟩" in terminal_page(worst_documents([example(ASEL)], [[tagged(0, 6)]]))


def test_the_page_escapes_the_text() -> None:
    page = html_page(worst_documents([example()], [[]]))
    assert "Asel &amp; Dana &lt;left&gt; Aqsai" in page
    assert "<left>" not in page


def test_the_page_marks_errors_by_class_and_by_sign() -> None:
    page = html_page(worst_documents([example(ASEL)], [[tagged(7, 11)]]))
    assert '−name person:</b><span class="missed">Asel</span><b class="missed">⟩</b>' in page
    assert '+name person:</b><span class="invented">Dana</span><b class="invented">⟩</b>' in page


def test_errors_within_one_another_end_inside_out() -> None:
    nested = Example("test", "the Union of Miners", (Marked("name", "organization", 4, 19), Marked("role", "", 13, 19)), KNOWN | {"role"})
    page = html_page(worst_documents([nested], [[]]))
    assert page.index("−name organization:</b>") < page.index("−role:</b>")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "b" not in self.open:
            self.text.append(data)


places = st.tuples(st.integers(0, 23), st.integers(1, 24)).map(lambda one: (one[0], min(24, one[0] + one[1])))


@given(st.lists(places), st.lists(places))
def test_the_page_is_well_formed_and_keeps_the_text(wanted: list[tuple[int, int]], shown: list[tuple[int, int]]) -> None:
    one = example(*(Marked("name", "person", *place) for place in wanted))
    documents = worst_documents([one], [[tagged(*place) for place in shown]])
    reader = _Tags()
    reader.feed(html_page(documents))
    assert reader.open == []
    assert TEXT in "".join(reader.text)
    assert "".join(piece.text for piece in pieces_from_document(documents[0])) == TEXT
