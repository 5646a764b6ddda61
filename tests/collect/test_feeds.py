from __future__ import annotations

import time

import pytest

from flows.collect.feeds import links_from_feed
from flows.collect.links import Link

RSS = b"""<?xml version="1.0" encoding="windows-1251"?>
<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>\xd1</title><link>https://example.org/</link><atom:link rel="self" href="https://example.org/rss"/>
<item><title>one</title><link> https://example.org/1 </link><pubDate>Fri, 06 Feb 2026 10:00:00 +0500</pubDate></item>
<item><title>two</title><guid>https://example.org/2</guid></item>
<item><title>three</title><guid isPermaLink="false">https://example.org/id-3</guid></item>
<item><link>https://feeds.example.com/4</link><feedburner:origLink>https://example.org/4</feedburner:origLink></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://example.org/"/>
<entry><link rel="edit" href="https://example.org/edit"/><link href="/1"/><updated>2026-02-06T10:00:00+05:00</updated></entry>
<entry><link rel="alternate" href="https://example.org/2"/><content><a href="https://example.org/no">x</a></content></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><link>https://example.org/</link></channel><item rdf:about="x"><link>https://example.org/1</link></item></rdf:RDF>"""


def test_items_of_rss_name_their_pages() -> None:
    links = links_from_feed(RSS)
    assert [link.written for link in links.pages] == ["https://example.org/1", "https://example.org/2", "https://example.org/4"]
    assert (links.is_known, links.trouble) == (True, None)


def test_entries_of_atom_name_their_pages_and_when_they_changed() -> None:
    assert links_from_feed(ATOM).pages == [Link("/1", "2026-02-06T05:00:00+00:00"), Link("https://example.org/2")]


def test_items_of_rdf_stand_beside_the_channel() -> None:
    assert links_from_feed(RDF).pages == [Link("https://example.org/1")]


def test_an_empty_feed_is_a_feed() -> None:
    links = links_from_feed(b"<rss><channel/></rss>")
    assert (links.is_known, links.pages, links.trouble) == (True, [], None)


@pytest.mark.parametrize("data", [b"", b"<html><body><p>Not found</p></body></html>", b"{}", b"\x89PNG\r\n", b"<?xml version='1.0'?>"])
def test_what_is_no_feed_is_not_taken_for_an_empty_one(data: bytes) -> None:
    assert not links_from_feed(data).is_known


@pytest.mark.parametrize("cut", range(20, len(RSS) - 20, 7))
def test_a_feed_that_is_cut_gives_whole_addresses_only_and_tells(cut: int) -> None:
    links = links_from_feed(RSS[:cut])
    assert {link.written for link in links.pages} <= {f"https://example.org/{number}" for number in (1, 2, 4)}
    assert links.trouble


def test_a_stray_ampersand_costs_no_item() -> None:
    links = links_from_feed(RSS.replace(b"<title>one", b"<title>a & b &nbsp; c"))
    assert len(links.pages) == 3
    assert links.trouble


def test_a_billion_laughs_end_at_once() -> None:
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
    data = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]><rss><channel><item><link>&l12;</link></item></channel></rss>'
    started = time.monotonic()
    assert all(len(link.written) < 100 for link in links_from_feed(data.encode()).pages)
    assert time.monotonic() - started < 1


def test_a_feed_reads_no_file_of_ours() -> None:
    data = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><link>&x;</link></item></channel></rss>'
    assert links_from_feed(data).pages == []
