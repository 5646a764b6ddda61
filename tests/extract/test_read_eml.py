"""Mails as documents."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

from docx import Document

from flows.extract.corpus import Corpus, RawFile
from flows.extract.reading import Metadata, Reading
from flows.extract.readings import raw_characters_from_file, readings_from_file
from flows.issues import Issue

BODY = "Съезд федерации профсоюзов прошёл в Астане.\nНа нём говорили о зарплатах."


def _message() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Пресс-служба <press@example.kz>"
    message["To"] = "all@example.kz"
    message["Subject"] = "Съезд профсоюзов"
    message["Date"] = "Fri, 06 Feb 2026 10:00:00 +0500"
    return message


def _found(folder: Path, data: bytes) -> tuple[list[Reading], list[Issue]]:
    (folder / "a").write_bytes(data)
    found = list(readings_from_file(RawFile("press", folder / "a", "press/a", len(data)), Corpus("press", folder, "Press")))
    return [one for one in found if isinstance(one, Reading)], [one for one in found if isinstance(one, Issue)]


def test_header_fields_are_metadata(tmp_path: Path) -> None:
    message = _message()
    message.set_content(BODY, charset="windows-1251")
    (reading,), issues = _found(tmp_path, message.as_bytes())
    assert reading.text.text.rstrip("\n") == BODY
    assert reading.metadata == Metadata(title="Съезд профсоюзов", author="Пресс-служба", published="Fri, 06 Feb 2026 10:00:00 +0500")
    assert (reading.media_type, reading.raw_unit, reading.encoding, issues) == ("message/rfc822", "mail", "cp1251", [])


def test_plain_text_goes_before_html(tmp_path: Path) -> None:
    message = _message()
    message.set_content(BODY)
    message.add_alternative("<p>Another text altogether.</p>", subtype="html")
    readings, _ = _found(tmp_path, message.as_bytes())
    assert [reading.text.text.rstrip("\n") for reading in readings] == [BODY]


def test_html_body_is_read_where_there_is_no_plain_one(tmp_path: Path) -> None:
    message = _message()
    message.set_content("<html><body><p>The congress of the unions was held in Astana on Friday.</p></body></html>", subtype="html")
    (reading,), _ = _found(tmp_path, message.as_bytes())
    assert reading.text.text == "The congress of the unions was held in Astana on Friday."
    raw = raw_characters_from_file(RawFile("press", tmp_path / "a", "press/a", 0), Corpus("press", tmp_path, "Press"), "")
    first, last = reading.text.raw_span(0, len(reading.text.text))
    assert raw[first:last] == reading.text.text


def test_attached_documents_are_members_and_pictures_are_not(tmp_path: Path) -> None:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph("The resolution of the congress.")
    document.save(stream)
    message = _message()
    message.set_content(BODY)
    message.add_attachment(stream.getvalue(), maintype="application", subtype="octet-stream", filename="../решение.docx")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    readings, issues = _found(tmp_path, message.as_bytes())
    assert [reading.member for reading in readings] == ["", "/1-.._решение.docx"]
    assert readings[1].text.text == "The resolution of the congress."
    assert issues == []


def test_mail_in_a_mail_is_a_member(tmp_path: Path) -> None:
    inner = _message()
    inner.set_content("The statement that was sent on.")
    message = _message()
    message.set_content(BODY)
    message.add_attachment(inner)
    readings, _ = _found(tmp_path, message.as_bytes())
    assert readings[1].text.text.strip() == "The statement that was sent on."
    assert readings[1].member == "/1-attachment-1"


def test_saved_page_in_mail_form_is_one_document(tmp_path: Path) -> None:
    message = _message()
    message.set_content("<html><body><p>The congress of the unions was held in Astana on Friday.</p></body></html>", subtype="html")
    message.add_related(b"p { color: red }", maintype="text", subtype="css")
    readings, issues = _found(tmp_path, message.as_bytes())
    assert ([reading.member for reading in readings], issues) == ([""], [])


def test_mail_without_text_is_an_issue(tmp_path: Path) -> None:
    readings, issues = _found(tmp_path, _message().as_bytes() + b"\n")
    assert readings == []
    assert [issue.code for issue in issues] == ["mail-without-text"]


def test_hostile_header_fields_are_left_out(tmp_path: Path) -> None:
    head = b"From: =?utf-8?b?!!!?= <@>,;:\nSubject: =?x?q?=FF?=\nDate: (((\nTo: \xff\xfe\nMIME-Version: 1.0\n\n"
    data = head + b"The congress was held in Astana."
    (reading,), _ = _found(tmp_path, data)
    assert reading.text.text == "The congress was held in Astana."
