"""A body as it was sent -> the page itself, never more of it than allowed."""

from __future__ import annotations

import zlib

from flows.collect.trouble import FailedError, RefusedError

GZIP_MAGIC = b"\x1f\x8b"
_AUTO = zlib.MAX_WBITS | 32  # gzip or zlib, by its first bytes


def unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """The page under `Content-Encoding: encoding`. Raises RefusedError above `most` bytes, FailedError if it is cut or damaged."""
    told = encoding.strip().lower()
    if told in ("", "identity"):
        return body
    if told not in ("gzip", "x-gzip", "deflate"):
        raise RefusedError(f"is packed as {told[:40]!r}, which was not asked for")
    if told == "deflate" and not _is_zlib(body):
        return _inflated(body, -zlib.MAX_WBITS, most)  # RFC 9110, 8.4.1.2: some servers leave the zlib frame out
    return _inflated(body, _AUTO, most)


def ungzipped(data: bytes, most: int) -> bytes:
    """A file that is gzip by its first bytes, unpacked; any other as it is."""
    return _inflated(data, _AUTO, most) if data.startswith(GZIP_MAGIC) else data


def _is_zlib(body: bytes) -> bool:
    return len(body) >= 2 and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0


def _inflated(body: bytes, window: int, most: int) -> bytes:
    page = bytearray()
    while body:
        unpacker = zlib.decompressobj(window)
        try:
            page += unpacker.decompress(body, most + 1 - len(page))
        except zlib.error as error:
            raise FailedError(f"its packed data are damaged ({error})", is_host=False) from error
        if len(page) > most:
            raise RefusedError(f"unpacks to more than {most / 2**20:g} MB (key 'page_megabytes')")
        if not unpacker.eof:
            raise FailedError("its packed data end too early", is_host=False)
        body = unpacker.unused_data if unpacker.unused_data.startswith(GZIP_MAGIC) else b""
    return bytes(page)
