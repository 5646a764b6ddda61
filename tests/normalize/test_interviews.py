from __future__ import annotations

from flows.normalize.interviews import dashed_questions_from_text, turns_from_text


def test_returning_labels_make_turns() -> None:
    text = "Question: Why now?\nBerg: We had to.\nQuestion: And then?\nBerg: We shall see."
    assert [text[turn.start : turn.end] for turn in turns_from_text(text)] == ["Why now?", "We had to.", "And then?", "We shall see."]


def test_a_list_of_labels_is_no_interview() -> None:
    assert turns_from_text("Place: Astana\nTime: noon\nHost: the union\nTheme: safety") == []


def test_a_question_is_nameless_where_its_label_names_nobody() -> None:
    text = "Question: Why now?\nBerg: We had to.\nQuestion: And then?\nBerg: We shall see."
    assert [turn.is_nameless_question for turn in turns_from_text(text)] == [True, False, True, False]


def test_questions_in_dashes_are_the_lines_of_the_side_that_asks() -> None:
    text = "— Why now?\n— We had to.\n— They say you waited.\n— We did.\nA long year it was.\n— And then?\n— We shall see."
    asked = dashed_questions_from_text(text)
    assert [text[place:].split("\n")[0] for place in sorted(asked)] == ["— Why now?", "— They say you waited.", "— And then?"]


def test_a_story_in_dashes_or_an_asker_with_a_name_gives_no_nameless_questions() -> None:
    assert not dashed_questions_from_text("— Who is there? — asked Berg.\n— I.\n— Who is I?\n— The post.")
    assert not dashed_questions_from_text("— Steppe Post: Why now?\n— We had to.\n— And then?\n— We shall see.")
