"""A folder of generated documents in several formats, from the authored corpus: the same for the same seed."""

from __future__ import annotations

import gzip
import html
import json
import random
import xml.etree.ElementTree as ET
from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

AUTHORED = Path(__file__).parents[2] / "flows" / "train" / "corpus"

Document = tuple[str, str, list[str]]  # title, day, paragraphs


def paragraphs_of_authored() -> list[list[str]]:
    """The paragraphs of each authored document that are prose."""
    found = []
    for path in sorted(AUTHORED.glob("w*.xml")):
        for document in ET.parse(path).getroot().iter("doc"):
            lines = [line.strip() for line in "".join(document.itertext()).split("\n")]
            prose = [line for line in lines if len(line.split()) > 12]
            if prose:
                found.append(prose)
    return found


def write_documents(folder: Path, count: int, seed: int = 1, pieces: int = 4) -> int:
    """Write `count` documents, each of paragraphs of up to `pieces` authored ones (of 4: 120 to 600 words, of 1: 20 to 300).

    With 0 pieces each is one sentence, a notice of about 25 words. The number of words written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    source, chance = paragraphs_of_authored(), random.Random(seed)
    words = 0
    for number in range(count):
        document = _document(source, chance, number, pieces)
        words += sum(len(paragraph.split()) for paragraph in document[2])
        suffix, made = chance.choices(list(FORMATS.items()), weights=WEIGHTS)[0]
        place = folder / f"{number // 1000:03d}"
        place.mkdir(exist_ok=True)
        (place / f"{number:06d}.{suffix}").write_bytes(made(document))
    return words


def change_documents(folder: Path, share: float, seed: int = 2, pieces: int = 4) -> int:
    """Write that share of the documents anew, as others, wherever they lie; how many."""
    source, chance = paragraphs_of_authored(), random.Random(seed)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in (changed := chance.sample(files, max(1, round(share * len(files))))):
        path.write_bytes(FORMATS[path.name.partition(".")[2]](_document(source, chance, int(path.name.partition(".")[0]), pieces)))
    return len(changed)


def _document(source: list[list[str]], chance: random.Random, number: int, pieces: int) -> Document:
    if pieces:
        chosen = chance.sample(source, chance.randint(1, pieces))
        paragraphs = [paragraph for picked in chosen for paragraph in picked[: chance.randint(2, 9)]]
    else:
        paragraphs = [chance.choice(chance.choice(source)).partition(". ")[0]]
    chance.shuffle(paragraphs)
    day = f"{chance.randint(2012, 2026)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    return f"Report {number} of the regional press office", day, paragraphs


def _text(document: Document) -> bytes:
    title, day, paragraphs = document
    return "\n\n".join([title, *paragraphs, f"Published: {day}", "Read more", "#press"]).encode()


def _cp1251(document: Document) -> bytes:
    title, _, paragraphs = document
    return "\n\n".join([title, "Сообщение пресс-службы для печати и сайта.", *paragraphs]).encode("cp1251", "replace")


def _markdown(document: Document) -> bytes:
    title, day, paragraphs = document
    return "\n\n".join([f"# {title}", f"*{day}*", *paragraphs, "[Read more](https://example.org)"]).encode()


def _html(document: Document) -> bytes:
    title, day, paragraphs = document
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    menu = "".join(f"<li><a href='/{item}'>{item}</a></li>" for item in ("Home", "News", "Contacts", "About us"))
    head = f"<title>{title} | Press</title><meta property='article:published_time' content='{day}'><style>p{{margin:0}}</style>"
    page = f"<h1>{title}</h1><article>{body}</article><footer>All rights reserved</footer>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body><nav><ul>{menu}</ul></nav>{page}</body></html>".encode()


def _record(document: Document) -> bytes:
    title, day, paragraphs = document
    return json.dumps({"title": title, "date": day, "text": "\n".join(paragraphs), "url": "https://example.org"}).encode()


def _mail(document: Document) -> bytes:
    title, _, paragraphs = document
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = title, "Press Office <press@example.org>", "Wed, 03 Oct 2018 18:20:00 +0600"
    mail.set_content("\n\n".join(paragraphs))
    return mail.as_bytes()


def _gzipped(document: Document) -> bytes:
    return gzip.compress(_text(document), mtime=0)


def _word(document: Document) -> bytes:
    import docx

    title, _, paragraphs = document
    file = docx.Document()
    file.add_heading(title, 0)
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _pdf(document: Document) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    title, _, paragraphs = document
    buffer, styles = BytesIO(), getSampleStyleSheet()
    parts = [Paragraph(title, styles["Title"]), *(Paragraph(html.escape(paragraph), styles["BodyText"]) for paragraph in paragraphs)]
    SimpleDocTemplate(buffer, title=title).build(parts)
    return buffer.getvalue()


FORMATS: dict[str, Callable[[Document], bytes]] = {
    "html": _html,
    "txt": _text,
    "md": _markdown,
    "json": _record,
    "eml": _mail,
    "txt.gz": _gzipped,
    "cp1251.txt": _cp1251,
    "docx": _word,
    "pdf": _pdf,
}
WEIGHTS = (45, 20, 8, 8, 5, 4, 4, 3, 3)  # mostly web pages, as collections are
