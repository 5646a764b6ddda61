from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from flows.extract.read_docx import raw_characters_from_docx, reading_from_docx
from flows.extract.unreadable import UnreadableError


def saved(document: Any) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def lines(data: bytes) -> list[tuple[str, str]]:
    reading = reading_from_docx(data)
    return [(kind, line.text) for kind, line in zip(reading.layout, reading.text.lines(), strict=True)]


def resolution() -> Any:
    document = Document()
    document.add_heading("Resolution of the council", 0)
    document.add_paragraph("The council  met\tin Aktobe.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Mines", "14 000"
    document.add_heading("Decisions", 1)
    document.add_paragraph("Ask the ministry.", style="List Number")
    document.add_paragraph("Chair\nDinara Alieva")
    return document


def test_paragraphs_tables_headings_and_lists_come_in_order() -> None:
    assert lines(saved(resolution())) == [
        ("title", "Resolution of the council"), ("paragraph", "The council met in Aktobe."), ("table", "Mines"), ("table", "14 000"),
        ("heading", "Decisions"), ("list", "Ask the ministry."), ("line", "Chair"), ("line", "Dinara Alieva"),
    ]  # fmt: skip


def test_every_line_maps_to_its_raw_characters() -> None:
    data = saved(resolution())
    raw = raw_characters_from_docx(data)
    for line in reading_from_docx(data).text.lines():
        start, end = line.raw_span(0, len(line.text))
        assert " ".join(raw[start:end].split()) == line.text


def test_insertions_are_read_and_deletions_and_hidden_words_are_not() -> None:
    document = Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:t>Wages rise by </w:t></w:r><w:ins><w:r><w:t>nine</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>six</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r>"
            "<w:hyperlink><w:r><w:t> per cent</w:t></w:r></w:hyperlink></w:p>"
        ),
    )
    assert lines(saved(document)) == [("paragraph", "Wages rise by nine per cent")]


def test_content_controls_are_read() -> None:
    document = Document()
    document.element.body.insert(
        0, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    assert lines(saved(document)) == [("paragraph", "In a control")]


def test_properties_are_metadata_but_the_template_date_is_not() -> None:
    document = resolution()
    document.core_properties.title, document.core_properties.author = "Resolution", "Press Office"
    stated = reading_from_docx(saved(document)).metadata
    assert (stated.title, stated.author, stated.published) == ("Resolution", "Press Office", None)
    document.core_properties.modified = datetime(2020, 5, 4, 10, 0)
    assert (reading_from_docx(saved(document)).metadata.published or "")[:10] == "2020-05-04"


def archive(**members: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 cut short", "docx-broken"),
        (archive(readme=b"no Word file"), "docx-broken"),
        (archive(document=b" " * 40_000_000), "docx-too-large"),
        (saved(Document()), "docx-without-text"),
    ],
    ids=["cut", "zip", "bomb", "empty"],
)
def test_an_unreadable_word_file_says_why(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        reading_from_docx(data)
    assert caught.value.code == code
