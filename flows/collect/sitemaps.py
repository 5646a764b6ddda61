"""Sitemaps (sitemaps.org, gzip too) -> the pages and further sitemaps that they name."""

from __future__ import annotations

from typing import Any

from flows.collect.feeds import links_from_feed
from flows.collect.links import Link, Links, elements_from_xml, local_name, moment, text_of
from flows.collect.unpacking import ungzipped


def links_from_sitemap(data: bytes, most: int) -> Links:
    """A sitemap, an index of sitemaps, or one of the other forms that the protocol allows: a feed, a plain list.

    Raises RefusedError if it unpacks to more than `most` bytes, FailedError if it is packed and damaged.
    """
    data = ungzipped(data, most)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return links_from_list(data.decode("utf-8-sig", "replace"))
    links = Links()
    for element in elements_from_xml(data, links):
        name = local_name(element)
        if name in ("urlset", "sitemapindex"):
            links.is_known = True
        elif name in ("url", "sitemap"):
            links.is_known = True
            if link := _link(element):
                (links.pages if name == "url" else links.sitemaps).append(link)
            element.clear()
    return links if links.is_known else links_from_feed(data)


def links_from_list(text: str) -> Links:
    """One address a line; lines that are empty or begin with # are passed over."""
    lines = [line.strip() for line in text.splitlines()]
    pages = [Link(line) for line in lines if line and not line.startswith("#")]
    return Links(pages, is_known=any("://" in link.written for link in pages))


def _link(element: Any) -> Link | None:
    told = {local_name(child): text_of(child) for child in element if isinstance(child.tag, str)}
    return Link(told["loc"], moment(told.get("lastmod", ""))) if told.get("loc") else None
