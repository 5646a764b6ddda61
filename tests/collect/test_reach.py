from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any

import pytest

from flows.collect.answers import Limits, answer_from_url
from flows.collect.reach import checked_addresses, is_public
from flows.collect.trouble import FailedError, RefusedError
from tests.collect import servers
from tests.collect.servers import Server


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.0.8", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
        "::ffff:10.0.0.1", "::10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::", "2001:0:a00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_of_networks_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "::1", "3232235521", "169.254.169.254"])
def test_hosts_that_hide_a_private_address_are_refused(host: str) -> None:
    with pytest.raises(RefusedError, match="no public address"):
        checked_addresses(host, 80)


@pytest.mark.parametrize("host", ["10.0.0.1", "::1", "0.0.0.0"])
def test_the_switch_for_tests_opens_nothing_but_loopback(host: str) -> None:
    with pytest.raises(RefusedError):
        checked_addresses(host, 80, loopback=True)


def test_a_name_without_address_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(FailedError, match=r"has no address \(Name or service not known\)"):
        checked_addresses("no-such-host.invalid", 80)


def _resolving(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """A resolver that gives other addresses each time it is asked; what was asked."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_that_is_private_in_part_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolving(monkeypatch, ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(RefusedError, match=r"example\.org is 10\.0\.0\.1, no public address"):
        checked_addresses("example.org", 80)


def test_the_name_is_resolved_once_and_the_connection_goes_to_what_was_checked(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    """DNS rebinding: the second answer of the resolver would be private."""
    server.paths["/a"] = servers.page("Checked")
    asked = _resolving(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    answer = answer_from_url(f"http://rebinding.example:{server.port}/a", {}, Limits(1, 5), loopback=True)
    assert (answer.status, answer.address, asked) == (200, "127.0.0.1", ["rebinding.example"])
    assert server.requests[0].headers["host"] == f"rebinding.example:{server.port}"
