"""A release served to this machine alone, in the parts that a browser's SQL engine asks for.

`python -m http.server` sends whole files only, so that a question would fetch the whole database.
"""

from __future__ import annotations

import re
import shutil
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

LOOPBACK = "127.0.0.1"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
_ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def server_of_folder(folder: Path, port: int = 0, first_page: str = "/site/index.html") -> ThreadingHTTPServer:
    """A server of the folder on the loopback address, a thread for each request; port 0 takes a free one. `/` leads to `first_page`."""
    root, first = folder.resolve(), first_page

    class Handler(ReleaseHandler):
        folder = root
        first_page = first

    return ThreadingHTTPServer((LOOPBACK, port), Handler)


def range_from_header(header: str | None, length: int) -> tuple[int, int] | None:
    """First byte and the one after the last that a Range header asks for; None for the whole file.

    Several ranges, other units and nonsense are passed over, as RFC 9110 allows. Raises ValueError when no byte of the
    file is meant.
    """
    found = _ONE_RANGE.fullmatch((header or "").strip())
    if not found or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(length - int(last), 0), length
    else:
        start, end = int(first), min(int(last) + 1, length) if last else length
        if last and int(last) < start:
            return None
    if start >= length or start == end:
        raise ValueError(header)
    return start, end


class ReleaseHandler(SimpleHTTPRequestHandler):
    """Files of one folder by GET and HEAD, whole or in one range."""

    protocol_version = "HTTP/1.1"
    server_version = "kenes"
    sys_version = ""
    folder: Path
    first_page: str

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: hundreds of ranges would bury what the terminal says."""

    def do_GET(self) -> None:
        self._answer(send=True)

    def do_HEAD(self) -> None:
        self._answer(send=False)

    def _answer(self, send: bool) -> None:
        # Names of other hosts lead here when a page elsewhere rebinds its name to this address.
        host = (self.headers.get("Host") or "").rpartition(":")[0] or self.headers.get("Host")
        if host not in (LOOPBACK, "localhost"):
            return self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
        path = urlsplit(self.path).path
        if path == "/":
            return self._lead(self.first_page)
        file = file_from_address(self.folder, path)
        if file is None:
            return self._refuse(HTTPStatus.NOT_FOUND)
        length = file.stat().st_size
        try:
            part = range_from_header(self.headers.get("Range"), length)
        except ValueError:
            return self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, {"Content-Range": f"bytes */{length}"})
        start, end = part or (0, length)
        headers = {"Content-Type": TYPES.get(file.suffix, "application/octet-stream"), "Content-Length": str(end - start)}
        if part:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{length}"
        self._head(HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK, headers)
        if send:
            with file.open("rb") as source:
                source.seek(start)
                self._copy(source, end - start)

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        # A release never changes, but the folder that is served may be made anew while one works on it.
        for name, value in {"Accept-Ranges": "bytes", "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _copy(self, source: BinaryIO, length: int) -> None:
        try:
            while length > 0 and (block := source.read(min(length, 1 << 18))):
                self.wfile.write(block)
                length -= len(block)
        except (BrokenPipeError, ConnectionResetError):  # the reader has gone to another page
            self.close_connection = True

    def _lead(self, place: str) -> None:
        self._head(HTTPStatus.FOUND, {"Location": place, "Content-Length": "0"})

    def _refuse(self, status: HTTPStatus, headers: dict[str, str] | None = None) -> None:
        body = f"{status.value} {status.phrase}\n".encode()
        self._head(status, {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body)), **(headers or {})})
        if self.command != "HEAD":
            shutil.copyfileobj(BytesIO(body), self.wfile)


def file_from_address(folder: Path, path: str) -> Path | None:
    """The file in `folder` (resolved) that the path of an address names; None if there is none or it lies outside."""
    try:
        place = unquote(path, errors="strict").strip("/")
        file = (folder / place).resolve()
        if file.is_dir():
            file /= "index.html"
        return file if "\\" not in place and file.is_relative_to(folder) and file.is_file() else None
    except (OSError, ValueError):  # a zero character, a name too long, bytes that are no text
        return None
