from __future__ import annotations

import pytest

from flows.collect.addresses import Allowed, normal_url
from flows.collect.trouble import RefusedError


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("HTTPS://Example.ORG:443/a/../b/./c#part", "https://example.org/b/c"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/a b", "http://example.org:8080/a%20b"),
        ("https://қазақстан.қаз/жаңалық", "https://xn--80aaa0a6awh12ed.xn--80ao21a/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B"),
        ("https://example.org/?utm_source=rss&b=2&a=1&fbclid=x", "https://example.org/?b=2&a=1"),
        ("https://example.org/a%2Fb?x=%20&y", "https://example.org/a%2Fb?x=%20&y"),
        ("/next?p=2", "https://example.org/next?p=2"),
        ("//example.com/x", "https://example.com/x"),
        ("http://example.org./x", "http://example.org/x"),
    ],
)
def test_an_address_has_one_form(written: str, normal: str) -> None:
    assert normal_url(written, "https://example.org/base/") == normal
    assert normal_url(normal) == normal


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("ftp://example.org/", "is no http or https address"),
        ("file:///etc/passwd", "is no http or https address"),
        ("javascript:alert(1)", "is no http or https address"),
        ("https://name:word@example.org/", "holds a name or password"),
        ("https://name@example.org/", "holds a name or password"),
        ("https:///path", "names no host"),
        ("http://[::1/", "is no address"),
        ("http://example.org:99999/", "is no address"),
        ("http://example.org/" + "a" * 3000, "is longer than 2048 characters"),
    ],
)
def test_what_is_no_public_address_is_refused(written: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        normal_url(written)


def test_hosts_named_with_and_without_www_are_allowed() -> None:
    allowed = Allowed(["https://www.example.org/feed"], ("news.example.org",))
    for url in ("https://example.org/", "http://www.example.org/a", "https://news.example.org/x"):
        allowed.check(url)


@pytest.mark.parametrize("url", ["https://evil.example/", "https://example.org.evil.example/", "https://example.org:8443/"])
def test_other_hosts_and_ports_are_refused(url: str) -> None:
    with pytest.raises(RefusedError, match="is not among the allowed"):
        Allowed(["https://example.org/feed"], ()).check(url)
