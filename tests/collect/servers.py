"""Real servers on the loopback address, well-behaved and not: what they answer is set path by path."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ARTICLE = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    "<p>The Federation of Trade Unions held its congress in Astana on Friday, and two hundred delegates from all regions "
    "of the country took part in it, its press service said.</p><p>{title} was discussed at length. Nobody objected to "
    "the proposal of the chairman, who thanked all who had come from far away.</p></article></body></html>"
)


@dataclass(frozen=True)
class Request:
    """What a client asked."""

    path: str
    headers: dict[str, str]
    at: float


Behaviour = Callable[[socket.socket, Request], None]


@dataclass
class Server:
    """One server; `paths` may be changed while it runs. What it does not know is 404."""

    paths: dict[str, Behaviour] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    port: int = 0
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    is_stopping: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}{path}"

    def asked(self, path: str) -> int:
        return sum(request.path == path for request in self.requests)


@contextmanager
def serving(host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server for as long as the block lasts."""
    server = Server(host=host, tls=tls)
    with socket.create_server((host, 0), backlog=64) as listener:
        server.port = listener.getsockname()[1]
        listener.settimeout(0.05)
        accepting = threading.Thread(target=_accept, args=(listener, server), daemon=True)
        accepting.start()
        try:
            yield server
        finally:
            server.is_stopping.set()
            accepting.join()


def _accept(listener: socket.socket, server: Server) -> None:
    while not server.is_stopping.is_set():
        with suppress(TimeoutError):
            client, _ = listener.accept()
            threading.Thread(target=_answer, args=(client, server), daemon=True).start()


def _answer(client: socket.socket, server: Server) -> None:
    with suppress(OSError), server.tls.wrap_socket(client, server_side=True) if server.tls else client as client:
        client.settimeout(5)
        data = b""
        while b"\r\n\r\n" not in data:
            more = client.recv(65536)
            if not more:
                return
            data += more
        lines = data.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:]) if name}
        request = Request(lines[0].split(" ")[1], headers, time.monotonic())
        server.requests.append(request)
        server.paths.get(request.path, server.paths.get("*", status(404)))(client, request)


def answer(body: bytes, code: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    told = {"Content-Type": kind, "Content-Length": str(len(body)), **{name.replace("_", "-"): value for name, value in headers.items()}}
    return f"HTTP/1.1 {code}\r\n".encode() + "".join(f"{n}: {v}\r\n" for n, v in told.items()).encode() + b"\r\n" + body


def page(title: str = "A page", **headers: str) -> Behaviour:
    return sends(answer(ARTICLE.format(title=title).encode(), **headers))


def sends(data: bytes) -> Behaviour:
    return lambda client, request: client.sendall(data)


def status(code: int, **headers: str) -> Behaviour:
    return sends(answer(b"<p>no</p>", f"{code} No", **headers))


def redirect(target: str) -> Behaviour:
    return status(302, Location=target)


def drip(seconds: float = 30.0) -> Behaviour:
    """A byte now and then, each sooner than any read times out."""

    def behave(client: socket.socket, request: Request) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            client.sendall(b"x")
            time.sleep(0.05)

    return behave


def endless(chunked: bool = False) -> Behaviour:
    def behave(client: socket.socket, request: Request) -> None:
        how = b"Transfer-Encoding: chunked\r\n" if chunked else b""
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + how + b"\r\n")
        block = b"<p>more and more</p>" * 1000
        while True:
            client.sendall(b"%x\r\n%s\r\n" % (len(block), block) if chunked else block)

    return behave


def endless_header() -> Behaviour:
    def behave(client: socket.socket, request: Request) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            client.sendall(b"X-More: " + b"x" * 1000 + b"\r\n")

    return behave


def bomb(megabytes: int) -> Behaviour:
    packed = gzip.compress(b"\0" * (megabytes << 20))
    return sends(answer(packed, Content_Encoding="gzip"))


def reset() -> Behaviour:
    def behave(client: socket.socket, request: Request) -> None:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # close sends a reset

    return behave


def after(times: int, first: Behaviour, then: Behaviour) -> Behaviour:
    """One behaviour so many times, then another."""
    count = [0]

    def behave(client: socket.socket, request: Request) -> None:
        count[0] += 1
        (first if count[0] <= times else then)(client, request)

    return behave


def conditional(title: str, etag: str = '"1"') -> Behaviour:
    """304 to whoever has the page already."""

    def behave(client: socket.socket, request: Request) -> None:
        if request.headers.get("if-none-match") == etag:
            client.sendall(f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode())
        else:
            page(title, ETag=etag)(client, request)

    return behave


def robots(text: str) -> Behaviour:
    return sends(answer(text.encode(), kind="text/plain"))


def rss(*urls: str) -> Behaviour:
    items = "".join(f"<item><title>t</title><link>{url}</link></item>" for url in urls)
    body = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    return sends(answer(body.encode(), kind="application/rss+xml"))


def sitemap(*urls: str, modified: str = "") -> bytes:
    lastmod = f"<lastmod>{modified}</lastmod>" if modified else ""
    entries = "".join(f"<url><loc>{url}</loc>{lastmod}</url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def sitemap_index(*urls: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'.encode()


def xml(data: bytes) -> Behaviour:
    return sends(answer(data, kind="application/xml"))


def self_signed(folder: Path) -> ssl.SSLContext:
    """TLS with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding, plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file = folder / "certificate.pem"
    file.write_bytes(key.private_bytes(encoding, plain, serialization.NoEncryption()) + certificate.public_bytes(encoding))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
