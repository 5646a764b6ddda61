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


def test_the_final_stop_belongs_to_an_address() -> None:
    body = "We work for you.\nWe shall go on.\nI thank you."
    assert addresses(f"My dear friends,\n{body}\nAnna Berg", ("Anna Berg", "person"))[0][0].endswith("I thank you.")


def test_an_unsigned_speech_is_that_of_the_person_in_its_headline() -> None:
    text = f"Address of Anna Berg to the congress\n4 May 2020\nDear colleagues!\n{BODY}\n(Applause)"
    assert addresses(text, ("Anna Berg", "person")) == [(f"Dear colleagues!\n{BODY}", "Anna Berg")]


def test_a_headline_that_only_names_somebody_makes_no_address() -> None:
    assert addresses(f"Anna Berg in Astana\nDear colleagues!\n{BODY}", ("Anna Berg", "person")) == []


def test_a_body_on_whose_behalf_it_is_signed_is_the_signer() -> None:
    text = f"Dear colleagues!\n{BODY}\nOn behalf of the Guild,\nAnna Berg"
    assert addresses(text, ("Guild", "organization"), ("Anna Berg", "person")) == [(f"Dear colleagues!\n{BODY}", "Guild")]


def test_what_an_assembly_adopted_is_signed_by_it() -> None:
    text = f"Respected citizens!\n{BODY}\nAdopted at the fifth session of the City Council"
    assert addresses(text, ("City Council", "organization")) == [(f"Respected citizens!\n{BODY}", "City Council")]


def test_several_who_sign_in_one_line_are_named_together() -> None:
    text = f"Dear members,\n{BODY}\nYour committee: Anna Berg, Timur Akhmet, Lea Roth"
    found = addresses(text, ("Anna Berg", "person"), ("Timur Akhmet", "person"), ("Lea Roth", "person"))
    assert found == [(f"Dear members,\n{BODY}", "Your committee")]
