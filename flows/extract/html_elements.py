"""What the HTML standard says of elements and attributes, as far as it decides what a reader sees."""

from __future__ import annotations

import re
from html import unescape

# What is known of a block from the elements around it.
HIDDEN, CHROME, DATED, HEADLINE = 1, 2, 4, 8


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Element names by their part in the HTML standard (html.spec.whatwg.org, 15.3 "Non-replaced elements" and
# 13.1.2 "Elements").
BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav noframes ol optgroup option p plaintext pre "
    "search section summary table tbody td tfoot th thead tr ul xmp"
)
VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
# Their content is no visible text. The first three run to the end of the source when unclosed, as in browsers.
UNSEEN = _names("script style title iframe noembed noscript textarea template svg select datalist audio video canvas")
RAW_TEXT = frozenset(("script", "style", "title"))
CHROME_TAGS = _names("nav footer aside form button menu dialog label")
# Elements whose children are paragraphs of one text, if any are.
CONTAINERS = _names("article aside blockquote body center div footer form header main nav section td th")
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
LAYOUTS = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    **dict.fromkeys(("td", "th"), "table"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("article", "main", "section", "body"), "paragraph"),
}
# A start tag ends the open element of the first set, unless one of the second stands between (13.2.6.4.7).
IMPLIED = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir", "table"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl", "table"))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl", "table"))),
    "td": (frozenset(("td", "th")), frozenset(("table",))),
    "th": (frozenset(("td", "th")), frozenset(("table",))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    # Not the standard: an <h1> whose end tag is missing would make the whole page a heading.
    **dict.fromkeys((*HEADINGS, "p", "ul", "ol", "table", "article", "section"), (HEADINGS, frozenset(("table", "li", "body")))),
}
# The end tag of each element whose content is not seen.
END_TAGS = {tag: re.compile(rf"</{tag}(?=[\s/>])[^>]*+>", re.I) for tag in UNSEEN}

_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)\s*+(?:=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+")
_HIDDEN = re.compile(r"(?:^|\s)hidden(?:[\s=/]|$)|display\s*:\s*none|aria-hidden\s*=\s*[\"']?true")
_CHROME = re.compile(r"role\s*=\s*[\"']?(?:navigation|search|complementary|contentinfo|banner)")
_DATED = re.compile(r"itemprop\s*=\s*[\"']?date|property\s*=\s*[\"']?(?:dc:date|schema:date)")
_HEADLINE = re.compile(r"itemprop\s*=\s*[\"']?(?:headline|name[\"'\s>])")


def attributes_from_tag(written: str) -> dict[str, str]:
    """The attributes of a start tag, names in lower case, entities resolved; the first of equal names counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(written):
        if value[:1] in ('"', "'") and value[-1:] == value[:1]:
            value = value[1:-1]
        found.setdefault(name.lower(), unescape(value).strip())
    return found


def flags_from_attributes(written: str) -> int:
    """What the attributes of a start tag, as written, say of its element."""
    flags, lower = 0, written.lower()  # looking for words first is four times as fast as the patterns
    if ("hidden" in lower or "display" in lower) and _HIDDEN.search(lower):
        flags |= HIDDEN
    if "role" in lower and _CHROME.search(lower):
        flags |= CHROME
    if "itemprop" in lower or "property" in lower:
        flags |= (DATED if _DATED.search(lower) else 0) | (HEADLINE if _HEADLINE.search(lower) else 0)
    return flags
