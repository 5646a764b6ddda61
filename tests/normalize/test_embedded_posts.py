"""Posts that a page embeds."""

from __future__ import annotations

from flows.normalize.embedded_posts import posts_from_text


def test_the_line_over_an_author_with_a_handle_is_a_post() -> None:
    text = "The driver wrote:\nno bus again, walking\n— Asel Nur (@aselnur) May 3, 2025\nNobody answered."
    ((start, end, author),) = posts_from_text(text)
    assert (text[start:end], text[slice(*author)]) == ("no bus again, walking", "Asel Nur")


def test_a_dashed_line_without_a_handle_is_none() -> None:
    assert posts_from_text("Who is there?\n— Asel Nur (37) from Astana") == []
