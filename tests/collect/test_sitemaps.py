from __future__ import annotations

import gzip

import pytest

from flows.collect.links import Link, moment
from flows.collect.sitemaps import links_from_list, links_from_sitemap
from flows.collect.trouble import RefusedError
from tests.collect import servers

MOST = 1 << 20


def test_a_sitemap_names_pages_and_when_they_changed() -> None:
    data = servers.sitemap("https://example.org/1", modified="2026-02-06")
    assert links_from_sitemap(data, MOST).pages == [Link("https://example.org/1", "2026-02-06T00:00:00+00:00")]


def test_an_index_names_sitemaps() -> None:
    links = links_from_sitemap(servers.sitemap_index("https://example.org/1.xml"), MOST)
    assert (links.sitemaps, links.pages) == ([Link("https://example.org/1.xml")], [])


def test_a_packed_sitemap_is_unpacked() -> None:
    assert len(links_from_sitemap(gzip.compress(servers.sitemap("https://example.org/1")), MOST).pages) == 1


def test_a_packed_bomb_is_refused() -> None:
    with pytest.raises(RefusedError, match="unpacks to more than 1 MB"):
        links_from_sitemap(gzip.compress(b"\0" * (5 << 20)), MOST)


def test_plain_lists_and_feeds_are_sitemaps_too() -> None:
    assert links_from_sitemap(b"https://example.org/1\r\nhttps://example.org/2\r\n", MOST).pages == [
        Link("https://example.org/1"),
        Link("https://example.org/2"),
    ]
    assert len(links_from_sitemap(b"<rss><channel><item><link>https://example.org/1</link></item></channel></rss>", MOST).pages) == 1


def test_a_page_is_no_sitemap() -> None:
    assert not links_from_sitemap(b"<!doctype html><html><body>404</body></html>", MOST).is_known
    assert not links_from_sitemap(b"Not found", MOST).is_known


def test_a_list_may_hold_comments() -> None:
    assert links_from_list("# ours\n\nhttps://example.org/1\n").pages == [Link("https://example.org/1")]


@pytest.mark.parametrize(
    ("told", "utc"),
    [
        ("2026-02-06", "2026-02-06T00:00:00+00:00"),
        ("2026-02-06T10:00:00+05:00", "2026-02-06T05:00:00+00:00"),
        ("2026-02-06T10:00Z", "2026-02-06T10:00:00+00:00"),
        ("2026-02", None),
        ("yesterday", None),
        ("2026-02-31", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_moments_are_in_utc(told: str, utc: str | None) -> None:
    assert moment(told) == utc
