"""A connection with one deadline over all that is done on it, however slowly the other side trickles."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from functools import cache
from math import inf
from threading import Event
from time import monotonic

from flows.collect.addresses import host_and_port
from flows.collect.reach import checked_addresses
from flows.collect.trouble import FailedError, LeftError

CONNECT_SECONDS = 10.0  # for each address of a host; a host that is up answers within one or two
CHUNK = 1 << 16
STOP_SECONDS = 0.5  # after which a silent line looks whether the run goes on
LINGER_SECONDS = 0.05  # what follows an answer comes in the same packets


class Line:
    """Bytes to and from one server until the deadline."""

    def __init__(self, connection: socket.socket, address: str, seconds: float, deadline: float, stop: Event | None) -> None:
        self._socket = connection
        self.address = address
        self._seconds = seconds
        self._deadline = deadline
        self._stop = stop

    def send(self, data: bytes) -> None:
        self._wait()
        try:
            self._socket.sendall(data)
        except TimeoutError as error:
            raise self._late() from error
        except OSError as error:
            raise FailedError(f"the connection broke ({_told(error)})") from error

    def receive(self) -> bytes:
        """What has come, b"" at the end. Raises FailedError after the deadline, LeftError when the run is broken off."""
        try:
            while True:
                self._wait(STOP_SECONDS)
                with suppress(TimeoutError):
                    return self._socket.recv(CHUNK)
        except ssl.SSLEOFError:  # closed without TLS's own goodbye; the lengths in HTTP tell whether it was whole
            return b""
        except OSError as error:
            raise FailedError(f"the connection broke ({_told(error)})") from error

    def has_more(self) -> bool:
        """Whether more comes where the answer should have ended."""
        self._socket.settimeout(LINGER_SECONDS)
        try:
            return bool(self._socket.recv(1))
        except OSError:
            return False

    def close(self) -> None:
        self._socket.close()

    def _wait(self, most: float = inf) -> None:
        left = self._deadline - monotonic()
        if left <= 0:
            raise self._late()
        if self._stop is not None and self._stop.is_set():
            raise LeftError("the run was broken off")
        self._socket.settimeout(min(left, most))

    def _late(self) -> FailedError:
        return FailedError(f"took longer than {self._seconds:g} s")


def line_to(url: str, seconds: float, loopback: bool = False, stop: Event | None = None) -> Line:
    """A line to the server of `url`, encrypted and its certificate checked for https. Raises RefusedError, FailedError."""
    deadline = monotonic() + seconds
    host, port = host_and_port(url)
    problem = FailedError(f"{host} has no address")
    for family, place in checked_addresses(host, port, loopback):
        connection: socket.socket | None = None
        try:
            connection = socket.socket(family, socket.SOCK_STREAM)
            connection.settimeout(max(0.001, min(CONNECT_SECONDS, deadline - monotonic())))
            connection.connect(place)
            if url.startswith("https:"):
                connection = _tls().wrap_socket(connection, server_hostname=host)
            return Line(connection, str(place[0]), seconds, deadline, stop)
        except ssl.SSLCertVerificationError as error:
            problem = FailedError(f"the certificate does not stand ({error.verify_message})")
        except OSError as error:  # TimeoutError and other TLS trouble are OSErrors too
            problem = FailedError(f"no connection ({_told(error)})")
        if connection is not None:
            connection.close()
    raise problem


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _told(error: OSError) -> str:
    if isinstance(error, ssl.SSLError):
        return f"TLS: {(error.reason or str(error)).replace('_', ' ').lower()}"
    return "it took too long" if isinstance(error, TimeoutError) else (error.strerror or str(error)).lower()
