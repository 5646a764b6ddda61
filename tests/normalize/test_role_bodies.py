"""The body in which a title is held."""

from __future__ import annotations

from flows.normalize.role_bodies import body_of_role


def body(text: str, title: str, name: str, *bodies: tuple[str, str]) -> str | None:
    start = text.index(title)
    mentions = [
        {"char_start": text.index(words), "char_end": text.index(words) + len(words), "entity_type": kind, "entity_key": words}
        for words, kind in bodies
    ]
    holder = text.index(name)
    ordered = sorted(mentions, key=lambda one: int(str(one["char_start"])))
    return body_of_role(text, start, start + len(title), (holder, holder + len(name)), ordered)


UNION = ("Miners Union", "organization")


def test_a_body_inside_the_title_goes_first() -> None:
    assert body("Chair of the Miners Union Asel Nur", "Chair of the Miners Union", "Asel Nur", UNION) == "Miners Union"


def test_a_place_of_origin_is_no_body() -> None:
    assert body("Asel Nur, a teacher from Zaisan", "teacher from Zaisan", "Asel Nur", ("Zaisan", "place")) is None
    assert body("Asel Nur, akim of Zaisan", "akim of Zaisan", "Asel Nur", ("Zaisan", "place")) == "Zaisan"


def test_a_body_may_follow_the_name() -> None:
    assert body("Chair Asel Nur of the Miners Union spoke", "Chair", "Asel Nur", UNION) == "Miners Union"


def test_a_body_may_follow_the_title_after_a_comma_or_on_a_new_line() -> None:
    assert body("Asel Nur, chair, Miners Union.", "chair", "Asel Nur", UNION) == "Miners Union"
    assert body("Asel Nur\nChair\nMiners Union", "Chair", "Asel Nur", UNION) == "Miners Union"


def test_a_body_may_own_the_title() -> None:
    assert body("Miners Union lawyer Asel Nur spoke", "lawyer", "Asel Nur", UNION) == "Miners Union"
    assert body("The Miners Union was founded. Its lawyer, Asel Nur, spoke", "lawyer", "Asel Nur", UNION) == "Miners Union"


def test_a_party_in_brackets_or_a_body_of_the_sentence_before_is_not_the_titles() -> None:
    assert body("Senator Asel Nur (Miners Union) spoke", "Senator", "Asel Nur", UNION) is None
    assert body("The Miners Union met. The mayor, Asel Nur, spoke", "mayor", "Asel Nur", UNION) is None
