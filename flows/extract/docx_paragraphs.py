"""The paragraphs of a Word file in order, with what their styles and places say of them.

python-docx opens the file, but its own ways to the text pass over what is inserted under revision control, in
content controls and in text boxes. So the paragraphs are taken from the XML (ECMA-376 part 1, 17.3 and 17.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

# What is deleted or moved away, instructions of fields, and the copy of a drawing for old programs.
_UNREAD = {qn(f"w:{name}") for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "‑", qn("w:ptab"): "\t"}
_P, _T, _R, _TC, _BOX, _FACTS, _STYLE = (qn(f"w:{name}") for name in ("p", "t", "r", "tc", "txbxContent", "pPr", "style"))
_VAL, _STYLE_ID, _STYLE_OF, _OUTLINE = (qn(f"w:{name}") for name in ("val", "styleId", "pStyle", "outlineLvl"))
_NUMBER, _VANISH = f"{qn('w:numPr')}/{qn('w:numId')}", f"{qn('w:rPr')}/{qn('w:vanish')}"
_OFF = ("0", "false", "off", "none")

BASED_ON = 20  # styles that a style may be based on, one after the other; a longer chain is a loop


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; its text may hold tabs and line feeds, as the raw characters do."""

    text: str
    layout: str


def paragraphs_from_document(document: Any) -> Iterator[Paragraph]:
    """All paragraphs with visible text: body, tables, text boxes, then the notes."""
    styles = _Styles({style.get(_STYLE_ID): style for style in document.styles.element.iterchildren(_STYLE)})
    yield from _paragraphs(document.element.body, styles)
    for kind in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
        for relation in document.part.rels.values():
            if relation.reltype == kind and not relation.is_external:
                for note in parse_xml(relation.target_part.blob):
                    if note.get(qn("w:type")) in (None, "normal"):  # the others are the lines that part notes from text
                        yield from _paragraphs(note, styles)


def _paragraphs(root: Any, styles: _Styles) -> Iterator[Paragraph]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _UNREAD:
            continue
        if element.tag == _P:
            text, inner = _text_and_inner(element)
            if text.strip():
                yield Paragraph(text, _layout(element, styles))
            waiting.extend(reversed(inner))
        else:
            waiting.extend(reversed(element))


def _text_and_inner(paragraph: Any) -> tuple[str, list[Any]]:
    """The visible text of a paragraph and the paragraphs of text boxes inside it."""
    parts: list[str] = []
    inner: list[Any] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag == _T:
            parts.append(element.text or "")
        elif tag in _CHARACTERS:
            parts.append(_CHARACTERS[tag])
        elif tag == _P:
            inner.append(element)
        elif tag not in _UNREAD and not (tag == _R and _vanished(element)):
            waiting.extend(reversed(element))
    return "".join(parts), inner


def _vanished(run: Any) -> bool:
    mark = run.find(_VANISH)
    return mark is not None and mark.get(_VAL) not in _OFF


def _layout(paragraph: Any, styles: _Styles) -> str:
    facts = paragraph.find(_FACTS)
    style = None if facts is None else facts.find(_STYLE_OF)
    layout = styles.layout(style.get(_VAL, "")) if style is not None else "paragraph"
    if layout != "paragraph":
        return layout
    if facts is not None and facts.find(_OUTLINE) is not None:
        return "heading"
    number = None if facts is None else facts.find(_NUMBER)
    if number is not None and number.get(_VAL) != "0":
        return "list"
    return "table" if next(paragraph.iterancestors(_TC, _BOX), None) is not None else "paragraph"


@dataclass(slots=True)
class _Styles:
    """Layout of the paragraph styles that a file uses; the most define 200 and use five."""

    by_id: dict[str, Any]
    layouts: dict[str, str] = field(default_factory=dict)

    def layout(self, style_id: str) -> str:
        if style_id not in self.layouts:
            self.layouts[style_id] = self._found(style_id)
        return self.layouts[style_id]

    def _found(self, style_id: str) -> str:
        for _ in range(BASED_ON):
            style = self.by_id.get(style_id)
            if style is None:
                break
            layout = _style_layout(style)
            if layout != "paragraph":
                return layout
            base = style.find(qn("w:basedOn"))
            style_id = "" if base is None else base.get(_VAL, "")
        return "paragraph"


def _style_layout(style: Any) -> str:
    """What the style itself says; built-in styles keep their English names in the XML in every language."""
    name = style.find(qn("w:name"))
    words = (name.get(_VAL, "") if name is not None else "").lower()
    if words == "title":
        return "title"
    level = style.find(f"{_FACTS}/{_OUTLINE}")
    if words.startswith(("heading", "subtitle", "toc heading")) or (level is not None and level.get(_VAL) != "9"):
        return "heading"
    if words.startswith("caption"):
        return "caption"
    return "list" if words.startswith("list") else "paragraph"
