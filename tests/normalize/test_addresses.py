from __future__ import annotations

from flows.normalize.addresses import addresses_from_page
from flows.normalize.page import Page, Span

BODY = "We work for you.\nWe shall go on.\nGood luck to all!"


def addresses(text: str, *names: tuple[str, str]) -> list[tuple[str, str | None]]:
    spans = [Span(text.rindex(name), text.rindex(name) + len(name), "name", kind, 1.0, "test") for name, kind in names]
    page = Page("doc-1", text, None, None, None, None, [])
    return [
        (text[one.start : one.end], text[one.source[0] : one.source[1]] if one.source else None)
        for one in addresses_from_page(page, spans, [])
    ]


def test_an_address_runs_from_greeting_to_the_line_before_its_signature() -> None:
    text = f"Heading\nDear colleagues!\n{BODY}\nAnna Berg"
    assert addresses(text, ("Anna Berg", "person")) == [(f"Dear colleagues!\n{BODY}", "Anna Berg")]


def test_an_organization_may_sign_an_address_inside_a_report() -> None:
    text = f"A report on the day.\nText of the appeal\nDear citizens,\n{BODY}\nFederation of Trade Unions"
    assert addresses(text, ("Federation of Trade Unions", "organization"))[0][1] == "Federation of Trade Unions"


def test_russian_and_kazakh_greetings_open_an_address() -> None:
    for greeting in ("Уважаемые коллеги!", "Құрметті әріптестер!"):
        assert addresses(f"{greeting}\n{BODY}\nАнна Берг", ("Анна Берг", "person"))[0][0].startswith(greeting)


def test_a_text_without_signature_is_no_address() -> None:
    assert addresses(f"Dear colleagues!\n{BODY}") == []
