"""The parts of a mail: its body with what the header tells, and the documents attached."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr
from hashlib import sha256

from flows.extract.media_types import HTML, MAIL, TEXT
from flows.extract.parts import Budget, Part, bytes_from_document
from flows.extract.reading import Metadata
from flows.issues import Issue

# Kinds of attachments that belong to the mail itself: the pictures and signatures of its sender.
_NO_DOCUMENTS = frozenset(
    {"image", "audio", "video", "font", "text/calendar", "text/vcard", "application/pgp-signature", "application/pkcs7-signature"}
)
_UNNAMEABLE = re.compile(r"[/\\\x00-\x1f]+")


def parts_from_mail(part: Part, budget: Budget) -> Iterator[Part | Issue]:
    """The body (plain text rather than HTML) in the mail's own place, then each attachment under its name."""
    data = bytes_from_document(part.stream, budget.limits)
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    body = message.get_body(("plain", "html"))
    if body is None or not (content := _content(body)).strip():
        yield Issue("warning", "mail-without-text", "The mail has no text of its own; its attachments are read.", raw_path=part.member)
    else:
        yield Part(
            io.BytesIO(content),
            part.member,
            form=HTML if body.get_content_type() == HTML else TEXT,
            charset=body.get_content_charset(),
            metadata=_metadata(message),
            media_type=MAIL,
            raw_unit="mail",
            content_sha256=sha256(data).hexdigest(),
        )
    if message.get_content_type() == "multipart/related":
        return  # a page saved with its style sheets, pictures and frames (MHTML): the body is all there is
    for number, attachment in enumerate(message.iter_attachments(), start=1):
        if attachment.get_content_maintype() in _NO_DOCUMENTS or attachment.get_content_type() in _NO_DOCUMENTS:
            continue
        name = _UNNAMEABLE.sub("_", attachment.get_filename() or "") or f"attachment-{number}"
        charset = attachment.get_content_charset()
        yield Part(io.BytesIO(_content(attachment)), f"{part.member}/{number}-{name}", name, charset=charset)


def _content(part: MIMEPart) -> bytes:
    """The bytes of a part, its transfer encoding undone; of an attached mail the whole mail."""
    if part.get_content_type() == MAIL:
        inner = part.get_payload()
        return b"".join(one.as_bytes() for one in inner if isinstance(one, EmailMessage)) if isinstance(inner, list) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _metadata(message: EmailMessage) -> Metadata:
    name, address = parseaddr(_field(message, "From") or "")
    return Metadata(title=_field(message, "Subject"), author=name or address or None, published=_field(message, "Date"))


def _field(message: EmailMessage, name: str) -> str | None:
    """A header field, unfolded and decoded; None when absent or beyond repair."""
    try:
        value = message.get(name)
    except (MessageError, ValueError, LookupError, IndexError, AttributeError, TypeError):
        return None  # the header parser of policy.default stumbles over hostile fields in all these ways
    return " ".join(str(value).split()) or None if value is not None else None
