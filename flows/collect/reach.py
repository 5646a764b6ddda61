"""A host name -> the checked network addresses that a connection may go to.

The connection is made to the address that was checked, never to the name again: a name that answers with a public
address first and a private one afterwards (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import socket
import threading
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

from flows.collect.trouble import ClosedError, FailedError

# IPv6 that carries an IPv4 address, with the number of bits after it: the IPv4 address is where the packet ends.
_CARRIERS = (
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped, RFC 4291
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64, RFC 6052
    (IPv6Network("2002::/16"), 80),  # 6to4, RFC 3056
)
# Not public, though some versions of Python's ipaddress call them global.
_CLOSED = (
    IPv6Network("64:ff9b:1::/48"),  # NAT64 of a local network, RFC 8215
    IPv6Network("2001::/32"),  # Teredo
    IPv6Network("::/96"),  # IPv4-compatible, given up by RFC 4291
    IPv6Network("fec0::/10"),  # site-local, given up by RFC 3879
    IPv4Network("192.0.0.0/24"),
)
RESOLVE_SECONDS = 10.0


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anyone on the internet could mean this address."""
    if isinstance(address, IPv6Address):
        for network, after in _CARRIERS:
            if address in network:
                return is_public(IPv4Address((int(address) >> after) & 0xFFFFFFFF))
    if any(address.version == network.version and address in network for network in _CLOSED):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local)


def checked_addresses(host: str, port: int, loopback: bool = False) -> list[tuple[int, Any]]:
    """(family, socket address) of the host, each one public; `loopback` (tests only) lets 127.0.0.0/8 through.

    Raises ClosedError if any is not: a name that is half private is a trick or a mistake.
    """
    found = _resolved(host, port)
    for _, place in found:
        address = ip_address(str(place[0]).partition("%")[0])
        if is_public(address) or (loopback and address.version == 4 and address.is_loopback):
            continue
        raise ClosedError(f"{host} is no public address" if str(address) == host else f"{host} is {address}, no public address")
    return found


def _resolved(host: str, port: int) -> list[tuple[int, Any]]:
    """The system's resolver knows no deadline; it is asked beside us, and left behind if it does not answer."""
    answer: list[Any] = []

    def ask() -> None:
        try:
            answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(RESOLVE_SECONDS)
    if not answer:
        raise FailedError(f"the name {host} was not resolved within {RESOLVE_SECONDS:.0f} s")
    if isinstance(answer[0], Exception):
        reason = getattr(answer[0], "strerror", None) or answer[0]
        raise FailedError(f"the name {host} has no address ({reason})") from answer[0]
    return [(family, place) for family, _, _, _, place in answer[0]]
