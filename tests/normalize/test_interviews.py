from __future__ import annotations

from flows.normalize.interviews import turns_from_text


def test_returning_labels_make_turns() -> None:
    text = "Question: Why now?\nBerg: We had to.\nQuestion: And then?\nBerg: We shall see."
    assert [text[turn.start : turn.end] for turn in turns_from_text(text)] == ["Why now?", "We had to.", "And then?", "We shall see."]


def test_a_list_of_labels_is_no_interview() -> None:
    assert turns_from_text("Place: Astana\nTime: noon\nHost: the union\nTheme: safety") == []
