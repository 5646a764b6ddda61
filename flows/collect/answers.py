"""One request -> one answer: the exact bytes of it, within limits of size and time.

h11 (a state machine for HTTP/1.1 that does no input or output) reads the protocol; the bytes go through our own line.
A full client would hide what matters here: the bytes as they came, one deadline over the whole answer, the address
that is connected to; and it would follow redirects, unpack, keep cookies and use proxies by itself.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event
from time import monotonic
from urllib.parse import urlsplit

import h11

from flows.collect.line import Line, line_to
from flows.collect.trouble import FailedError, RefusedError
from flows.collect.unpacking import unpacked

MEGABYTE = 1 << 20
HEADER_BYTES = 1 << 16  # Apache and nginx send 8 KB at most unless told otherwise
ACCEPTED = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf,text/plain,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an answer may be, packed and unpacked, and how long the whole of it may take."""

    megabytes: float
    seconds: float

    @property
    def most(self) -> int:
        return int(self.megabytes * MEGABYTE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said to one request."""

    url: str
    status: int
    headers: dict[str, str]  # names in lower case; of repeated ones the first
    block: bytes  # status line, headers and body, byte for byte
    body: bytes  # as sent, without the framing of chunks
    page: bytes  # the body unpacked
    address: str  # that was connected to
    asked_at: datetime
    seconds: float


def answer_from_url(url: str, headers: dict[str, str], limits: Limits, loopback: bool = False, stop: Event | None = None) -> Answer:
    """The answer to GET `url`. Raises RefusedError (too large, not public), FailedError (slow, cut, broken, unreachable),
    LeftError when `stop` is set meanwhile."""
    asked_at, started = datetime.now(UTC), monotonic()
    with closing(line_to(url, limits.seconds, loopback, stop)) as line:
        connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEADER_BYTES)
        line.send(_request(connection, url, headers))
        told, block, body = _received(connection, line, limits)
    fields: dict[str, str] = {}
    for name, value in told.headers:
        fields.setdefault(name.decode("ascii"), value.decode("latin-1"))
    page = unpacked(body, fields.get("content-encoding", ""), limits.most) if body else body
    return Answer(url, told.status_code, fields, block, body, page, line.address, asked_at, monotonic() - started)


def _request(connection: h11.Connection, url: str, headers: dict[str, str]) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    sent = {"Host": parts.netloc, "Accept": ACCEPTED, "Accept-Encoding": "gzip", "Connection": "close", **headers}
    try:
        request = h11.Request(method="GET", target=target, headers=list(sent.items()))
    except h11.LocalProtocolError as error:
        raise RefusedError(f"can't be asked for ({error})") from error
    return (connection.send(request) or b"") + (connection.send(h11.EndOfMessage()) or b"")


def _received(connection: h11.Connection, line: Line, limits: Limits) -> tuple[h11.Response, bytes, bytes]:
    """The answer's head, all of its bytes, and its body."""
    block, body = bytearray(), bytearray()
    head: h11.Response | None = None
    while True:
        event = _next_event(connection)
        if event is h11.NEED_DATA:
            data = line.receive()
            block += data
            if len(block) > limits.most + HEADER_BYTES:
                raise _too_large(limits)
            connection.receive_data(data)
        elif isinstance(event, h11.InformationalResponse):
            del block[: len(block) - len(connection.trailing_data[0])]
        elif isinstance(event, h11.Response):
            head = event
            if _told_length(head) > limits.most:
                raise _too_large(limits)
        elif isinstance(event, h11.Data):
            body += event.data
            if len(body) > limits.most:
                raise _too_large(limits)
        elif isinstance(event, h11.EndOfMessage) and head is not None:
            break
        else:
            raise FailedError("hung up without an answer")
    has_length = _told_length(head) >= 0
    if connection.trailing_data[0] or (has_length and head.status_code == 200 and line.has_more()):
        raise FailedError("sent more than its Content-Length says", is_host=False)
    return head, bytes(block), bytes(body)


def _next_event(connection: h11.Connection) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
    try:
        return connection.next_event()
    except h11.RemoteProtocolError as error:
        reason = str(error)
        if "without sending complete message body" in reason:
            raise FailedError(f"was cut short ({reason.partition('(')[2].rstrip(')') or 'chunks without an end'})") from error
        raise FailedError(f"is no valid HTTP ({reason[:100]})", is_host=False) from error


def _told_length(head: h11.Response) -> int:
    """Content-Length, -1 where it is not what ends the body."""
    fields = dict(head.headers)
    return -1 if b"transfer-encoding" in fields else int(fields.get(b"content-length", b"-1"))


def _too_large(limits: Limits) -> RefusedError:
    return RefusedError(f"is larger than {limits.megabytes:g} MB (key 'page_megabytes')")
