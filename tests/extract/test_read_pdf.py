from __future__ import annotations

from io import BytesIO

import pytest
from pypdfium2 import PdfDocument
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from flows.extract.read_pdf import raw_characters_from_pdf, reading_from_pdf
from flows.extract.unreadable import UnreadableError

Print = tuple[float, float, float, str]  # left, base, size, text

BODY = [
    "The union of coal miners and three owners have signed a wage",
    "agreement for two years in Karaganda after ten weeks of talks.",
    "Under the agreement wages rise in May. It covers 14,000 men.",
    "The owners also undertake to spend four billion tenge on the",
    "ventilation of the shafts.",
]


def pdf(*pages: list[Print], encrypt: StandardEncryption | None = None, **facts: str) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, encrypt=encrypt)
    canvas.setTitle(facts.get("title", ""))
    canvas.setAuthor(facts.get("author", ""))
    for page in pages:
        for left, base, size, text in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, base, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def column(lines: list[str], left: float = 60, top: float = 700, gaps: dict[int, float] | None = None) -> list[Print]:
    printed, base = [], top
    for number, line in enumerate(lines):
        base -= (gaps or {}).get(number, 14)
        printed.append((left, base, 12, line))
    return printed


def lines(data: bytes) -> list[tuple[str, str]]:
    reading = reading_from_pdf(data)
    return [(kind, line.text) for kind, line in zip(reading.layout, reading.text.lines(), strict=True)]


def test_lines_of_a_paragraph_are_joined_and_a_gap_parts_paragraphs() -> None:
    found = lines(pdf(column(BODY, gaps={2: 22, 3: 22})))
    assert [text for _, text in found] == [f"{BODY[0]} {BODY[1]}", BODY[2], f"{BODY[3]} {BODY[4]}"]


def test_a_line_that_ends_with_room_to_spare_ends_its_paragraph() -> None:
    found = lines(pdf(column([BODY[4], BODY[0], BODY[1]])))
    assert [text for _, text in found] == [BODY[4], f"{BODY[0]} {BODY[1]}"]


def test_scaled_type_is_measured_as_printed() -> None:
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4)
    canvas.scale(12, 12)
    for left, base, size, text in column(BODY, gaps={2: 22, 3: 22}):
        canvas.setFont("Helvetica", size / 12)
        canvas.drawString(left / 12, base / 12, text)
    canvas.save()
    assert [text for _, text in lines(target.getvalue())] == [f"{BODY[0]} {BODY[1]}", BODY[2], f"{BODY[3]} {BODY[4]}"]


def test_the_largest_line_of_the_first_page_is_the_title() -> None:
    assert lines(pdf([(60, 740, 20, "A wage agreement"), *column(BODY)]))[0] == ("title", "A wage agreement")


def test_a_word_divided_at_a_line_end_is_whole_and_a_double_name_keeps_its_hyphen() -> None:
    divided = [
        "The members of the council discussed the draft of the consti-",
        "tutional reform, which was proposed in Astana by Kasym-",
        "Jomart Tokayev.",
    ]
    text = reading_from_pdf(pdf(column(divided))).text.text
    assert "the constitutional reform" in text
    assert "Kasym-Jomart Tokayev" in text


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [[(60, 810, 8, "Bulletin, No. 4"), (290, 30, 8, f"Page {number}"), *column(BODY)] for number in (1, 2, 3)]
    assert not [text for _, text in lines(pdf(*pages)) if "Bulletin" in text or "Page" in text]


def test_a_sentence_goes_on_over_the_page() -> None:
    found = lines(pdf(column(BODY[:1]), column(BODY[1:2])))
    assert [text for _, text in found] == [f"{BODY[0]} {BODY[1]}"]


def test_one_for_one_pieces_equal_the_text_layer() -> None:
    data = pdf([(60, 740, 20, "A wage agreement"), *column(BODY)], column(["The constitu-", "tional council"]))
    reading, raw, place = reading_from_pdf(data), raw_characters_from_pdf(data), 0
    for length, start, raw_length in reading.text.pieces:
        if length == raw_length:
            assert reading.text.text[place : place + length] == raw[start : start + raw_length].replace("\ufffe", "-")
        place += length
    assert place == len(reading.text.text)
    assert raw.count("\f") == 1


def test_title_and_author_are_taken_where_a_person_wrote_them() -> None:
    stated = reading_from_pdf(pdf(column(BODY), title="Wage agreement", author="Press Office")).metadata
    assert (stated.title, stated.author) == ("Wage agreement", "Press Office")
    made = reading_from_pdf(pdf(column(BODY), title="Microsoft Word - final2.docx", author="user")).metadata
    assert (made.title, made.author) == (None, None)
    assert made.published is not None
    assert made.published[4] == made.published[7] == "-"


def encrypted() -> bytes:
    return pdf(column(BODY), encrypt=StandardEncryption("secret", canPrint=0))


def scanned() -> bytes:
    document = PdfDocument.new()
    document.new_page(200, 200)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [(encrypted(), "pdf-encrypted"), (scanned(), "pdf-without-text"), (b"%PDF-1.7 broken", "pdf-broken"), (b"", "pdf-broken")],
    ids=["encrypted", "scanned", "broken", "empty"],
)
def test_an_unreadable_pdf_says_why(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        reading_from_pdf(data)
    assert caught.value.code == code
