from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.tagging.tagged import Tagged
from flows.train.tagger.examples import Example, Marked
from flows.train.tagger.matched import counts_from_examples, paired, shared_characters, wanted_spans

TEXT = "Asel Nurbekova told the Union that “we will strike” on Monday"
ASEL = Marked("name", "person", 0, 14)
UNION = Marked("name", "organization", 24, 29)


def example(*marked: Marked, known: str = "name", unjudged: tuple[Marked, ...] = ()) -> Example:
    return Example("test", TEXT, marked, frozenset((known,)), unjudged)


def tagged(one: Marked) -> Tagged:
    return Tagged(one.start, one.end, one.layer, one.label, None, 0.0, 0.0)


def test_a_name_with_the_same_characters_and_type_is_right() -> None:
    counts = counts_from_examples([example(ASEL, UNION)], [[tagged(ASEL), tagged(UNION)]])
    assert counts["name", "all", "exact"].f1 == 1.0
    assert counts["name", "person", "exact"].right == 1


def test_a_name_of_another_type_is_wrong_however_its_characters_match() -> None:
    counts = counts_from_examples([example(ASEL)], [[tagged(ASEL._replace(label="place"))]])
    assert counts["name", "all", "overlap"].right == 0
    assert (counts["name", "place", "exact"].found, counts["name", "person", "exact"].wanted) == (1, 1)


def test_other_edges_are_right_by_overlap_alone() -> None:
    counts = counts_from_examples([example(ASEL)], [[tagged(ASEL._replace(end=13))]])
    assert (counts["name", "all", "exact"].right, counts["name", "all", "overlap"].right) == (0, 1)


def test_less_than_the_overlap_is_wrong() -> None:
    counts = counts_from_examples([example(ASEL)], [[tagged(ASEL._replace(end=4))]])
    assert counts["name", "all", "overlap"].right == 0


def test_what_touches_unjudged_characters_is_left_out_on_both_sides() -> None:
    blind = example(ASEL, UNION, unjudged=(Marked("name", "", 2, 5),))
    counts = counts_from_examples([blind], [[tagged(ASEL), tagged(UNION)]])
    assert (counts["name", "all", "exact"].found, counts["name", "all", "exact"].wanted) == (1, 1)


def test_layers_that_a_set_does_not_annotate_are_not_counted() -> None:
    assert counts_from_examples([example(known="cue")], [[tagged(ASEL)]]).keys() == {("cue", "all", "exact"), ("cue", "all", "overlap")}


def test_a_quote_has_the_kind_of_its_characters() -> None:
    quote = example(Marked("quote", "", 36, 50), Marked("kind", "direct", 36, 50), known="quote")
    assert wanted_spans(quote, "quote") == [(36, 50, "direct")]


def test_the_same_span_told_twice_is_wanted_once() -> None:
    assert wanted_spans(example(ASEL, ASEL), "name") == [(0, 14, "person")]


def test_one_span_found_makes_one_span_right() -> None:
    counts = counts_from_examples([example(Marked("name", "person", 0, 14), Marked("name", "person", 0, 13))], [[tagged(ASEL)]])
    assert counts["name", "all", "overlap"].right == 1


spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 10), st.sampled_from("ab")).map(lambda one: (one[0], one[0] + one[1], one[2]))
)


@given(spans, spans)
def test_pairs_share_characters_and_use_each_span_once(shown: list[tuple[int, int, str]], wanted: list[tuple[int, int, str]]) -> None:
    pairs = paired(sorted(set(shown)), sorted(set(wanted)), 0)
    assert all(shared_characters(one[:2], other[:2]) > 0 for one, other in pairs)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)


@given(spans)
def test_everything_found_as_wanted_is_right(wanted: list[tuple[int, int, str]]) -> None:
    assert len(paired(sorted(set(wanted)), sorted(set(wanted)), 1)) == len(set(wanted))
