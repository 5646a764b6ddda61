"""Lines in doubt, settled by what they say."""

from __future__ import annotations

from flows.extract.doubtful_lines import settled_chances

BODY = "The union and the ministry signed a new collective agreement for nurses in Taraz on Thursday, its chairwoman said."
MENU = "Home | News | Contacts | Sign in | Subscribe to our newsletter"


def test_lines_without_doubt_keep_their_chance() -> None:
    assert settled_chances([BODY, MENU], [0.001, 0.999]) == [0.001, 0.999]


def test_a_menu_in_doubt_becomes_noise_and_a_sentence_in_doubt_body() -> None:
    body, menu, more = settled_chances([BODY, MENU, BODY], [0.45, 0.55, 0.45])
    assert body < 0.2
    assert menu > 0.8
    assert more < 0.2


def test_only_lines_in_doubt_change() -> None:
    sure, menu = settled_chances([BODY, MENU], [0.001, 0.5])
    assert sure == 0.001
    assert menu != 0.5


def test_a_language_that_the_network_has_not_read_keeps_its_chances() -> None:
    assert settled_chances(["Главная | Новости", "Профсоюз и министерство подписали соглашение."], [0.5, 0.4]) == [0.5, 0.4]


def test_a_line_without_words_keeps_its_chance() -> None:
    assert settled_chances(["", BODY], [0.5, 0.001]) == [0.5, 0.001]
