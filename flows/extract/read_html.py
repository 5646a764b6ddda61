"""The reading of an HTML page: its own blocks, chosen by a main text extractor.

The extractors (trafilatura, resiliparse) return text without places. So their text only tells which blocks of
the source are main text; what is read are the blocks themselves, every character with its place. The usual
way round, looking up extracted lines in the source, loses the place of each line that was changed, and
trafilatura glues paragraphs that only <br> divides.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from unicodedata import is_normalized, normalize

from resiliparse.extract.html2text import extract_plain_text
from trafilatura import extract
from trafilatura.settings import Extractor

from flows.extract.encodings import text_from_bytes
from flows.extract.html_blocks import Block
from flows.extract.html_elements import CHROME, DATED, HEADLINE, HIDDEN
from flows.extract.html_metadata import metadata_from_page
from flows.extract.html_positions import Page, page_from_html
from flows.extract.mapped import joined
from flows.extract.reading import Reading
from flows.extract.unreadable import UnreadableError

# lxml drops all that lies deeper than 256 elements without a word, and pages written by people or programs stay
# under 100; resiliparse reads any depth, but 10,000 nested <div> take it two seconds.
TRAFILATURA_DEPTH = 240
RESILIPARSE_DEPTH = 2000
ANCHOR = 20  # letters that make a block unlikely to stand in the extracted text by chance ("Read more", "News")
LONG_CELL = 25  # words in a table cell past which it holds prose: the page is laid out with tables
SHARED = 0.5  # of a block's word triples found in the extracted text: an extractor may drop a part of a block
DATE_REACH = 3  # blocks around the main text in which a date element belongs to it: a dateline, a byline between

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.I)
_WORD = re.compile(r"[^\W_]+")


def reading_from_html(data: bytes, charset: str | None = None) -> Reading:
    """The page's main text with headline and date line; `charset` as the transport declared it."""
    decoded = text_from_bytes(data, charset or _declared(data))
    page = page_from_html(decoded.text)
    metadata = metadata_from_page(page, decoded.text)
    chosen, extractor = _chosen(page, decoded.text)
    title = _headline(page.blocks, chosen, metadata.title)
    chosen |= _beside(page.blocks, chosen, title)
    if title is not None:
        chosen.add(title)
    if not chosen:
        raise UnreadableError("html-without-text", "The page holds no visible text: save it from a browser after it has loaded.")
    order = sorted(chosen)
    return Reading(
        text=joined(page.blocks[index].mapped for index in order),
        layout=["title" if index == title else _layout(page.blocks, index) for index in order],
        media_type="text/html",
        raw_unit="html",
        extractor=extractor,
        content_sha256=sha256(data).hexdigest(),
        encoding=decoded.encoding,
        metadata=metadata,
    )


def raw_characters_from_html(data: bytes, charset: str | None = None) -> str:
    """The characters that the reading's map counts: the decoded source."""
    return text_from_bytes(data, charset or _declared(data)).text


def _declared(data: bytes) -> str | None:
    match = _META_CHARSET.search(data, 0, 4096)
    return match[1].decode("ascii") if match else None


@cache
def _options(precision: bool) -> Extractor:
    # fast: no second opinion by readability and justext, which doubles the time and is another recall trade.
    return Extractor(output_format="txt", fast=True, precision=precision, comments=False, formatting=False)


@cache
def _version(package: str) -> str:
    return f"{package} {version(package)}"


def _chosen(page: Page, source: str) -> tuple[set[int], str]:
    """The blocks of main text and who chose them: the first extractor that finds any."""
    if page.depth < TRAFILATURA_DEPTH:
        for precision in (True, False):  # the precise one finds nothing where text stands in bare <div>
            found = _blocks_in(page.blocks, extract(source, options=_options(precision)) or "")
            if found:
                return found, _version("trafilatura")
    if page.depth < RESILIPARSE_DEPTH:
        found = _blocks_in(page.blocks, extract_plain_text(source, main_content=True, alt_texts=False) or "")
        if found:
            return found, _version("resiliparse")
    seen = {index for index, block in enumerate(page.blocks) if not block.flags & HIDDEN}
    prose = {index for index in seen if not block_is_chrome(page.blocks[index])}
    return prose or seen, "kenes all visible blocks"


def block_is_chrome(block: Block) -> bool:
    """Whether the block belongs to the site and not to the document, by its elements or because it is links."""
    return bool(block.flags & (CHROME | HIDDEN)) or block.linked


def _words(text: str) -> list[str]:
    return _WORD.findall(text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text))


def _letters(text: str) -> str:
    """Letters and digits alone: extractors change spaces, marks and the Unicode form."""
    return "".join(_words(text))


def _blocks_in(blocks: list[Block], extracted: str) -> set[int]:
    """The blocks whose text stands in the extracted text, in its order where a block is too short to tell."""
    lines = {_letters(line) for line in extracted.split("\n")}
    whole, found, place = _letters(extracted), set(), 0
    triples: frozenset[tuple[str, ...]] | None = None
    for index, block in enumerate(blocks):
        letters = _letters(block.mapped.text)
        if not letters:
            continue
        if whole.startswith(letters, place):
            found.add(index)
            place += len(letters)
        elif len(letters) < ANCHOR:
            if letters in lines and not block_is_chrome(block):
                found.add(index)
        elif (ahead := whole.find(letters, place)) >= 0:
            found.add(index)
            place = ahead + len(letters)
        elif letters in whole:
            found.add(index)
        else:
            triples = _triples(extracted) if triples is None else triples
            own = _triples(block.mapped.text)
            if len(own & triples) >= SHARED * len(own) > 0:
                found.add(index)
    return found


def _triples(text: str) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _headline(blocks: list[Block], chosen: set[int], stated: str | None) -> int | None:
    """The block that prints the page's title: a headline that the metadata state, else the only one there is."""
    first = min(chosen, default=len(blocks))
    last = max(chosen, default=len(blocks))
    marked = [index for index, block in enumerate(blocks[: last + 1]) if block.flags & HEADLINE and not block.flags & HIDDEN]
    title = _letters(stated or "").casefold()
    candidates = [*marked, *(i for i, block in enumerate(blocks[: first + 3]) if i not in marked and not block_is_chrome(block))]
    for index in candidates:
        letters = _letters(blocks[index].mapped.text).casefold()
        if index not in marked and blocks[index].layout != "heading" and blocks[index].mapped.text.count(" ") < 2:
            continue  # the name of the site, which stands in <title> of every page
        if title and (letters == title or (index in marked and len(letters) >= ANCHOR and letters in title)):
            return index
        if len(title) * 2 > len(letters) >= ANCHOR and letters.startswith(title):  # <title> is often cut short
            return index
    before = [index for index in marked if index <= first + 2]
    return before[-1] if len(marked) == 1 or (before and before[-1] in chosen) else None


def _beside(blocks: list[Block], chosen: set[int], title: int | None) -> set[int]:
    """Blocks that precision drops though they belong to the text.

    Datelines, leads and signatures are short and stand alone, so extractors take them for noise. What stands
    between the headline and the text, what is a sibling of most of the text's paragraphs, and date elements
    near by are read; lines of page noise among them are found by the next room, which knows the whole corpus.
    """
    if not chosen:
        return set()
    first, last = min(chosen - {title}, default=0), max(chosen)
    sizes: dict[int, int] = {}
    for index in chosen:
        sizes[blocks[index].container] = sizes.get(blocks[index].container, 0) + len(blocks[index].mapped.text)
    container, size = max(sizes.items(), key=lambda item: (item[1], -item[0]))
    mainly = size * 2 >= sum(sizes.values())
    found = set()
    for index, block in enumerate(blocks):
        near = first - DATE_REACH <= index <= last + DATE_REACH
        under_headline = title is not None and title < index < first
        sibling = mainly and block.container == container
        dated = near and block.flags & DATED and not block.flags & (CHROME | HIDDEN)  # a date line may well be a link
        if index not in chosen and (dated or ((under_headline or sibling) and not block_is_chrome(block))):
            found.add(index)
    return found


def _layout(blocks: list[Block], index: int) -> str:
    block = blocks[index]
    if block.linked:
        return "links"
    following = blocks[index + 1].breaks_before if index + 1 < len(blocks) else 0
    if block.layout == "table" and block.mapped.text.count(" ") < LONG_CELL and not block.breaks_before and not following:
        return "table"
    if block.layout in ("paragraph", "table"):
        # One <br> may end a printed line in the middle of a sentence, two end a paragraph.
        return "line" if block.breaks_before == 1 or following == 1 else "paragraph"
    return block.layout
