"""How the release is cited: CITATION.cff, a BibTeX entry, one line for a footnote, and the record of a deposit at Zenodo."""

from __future__ import annotations

import json
import re

from flows.release.facts import LICENCE, ReleaseFacts

AUTHOR = "Kenes"
KEYWORDS = ("open data", "named entities", "quotations", "events", "text provenance", "news and public documents")
MESSAGE = "Cite the release by its version; cite the publisher of a document for its words."


def abstract(facts: ReleaseFacts) -> str:
    """What the release is, in a paragraph."""
    about = "; ".join(corpus.title for corpus in facts.corpora)
    return (
        f"Open tables made from public documents ({about}): who is who, who said what, what happened when and where. "
        f"Each value can be traced to the characters of the document that prove it. "
        f"{facts.rows.get('documents', 0):,} documents, {facts.rows.get('entities', 0):,} entities, "
        f"{facts.rows.get('quotes', 0):,} quotes, {facts.rows.get('events', 0):,} events."
    )


def citation_line(facts: ReleaseFacts) -> str:
    place = f" {facts.address}" if facts.address else ""
    return f"{AUTHOR} ({facts.year}). {facts.title}, release {facts.version} [data set].{place} Licence {LICENCE}."


def bibtex(facts: ReleaseFacts) -> str:
    fields = {"author": f"{{{AUTHOR}}}", "title": _braced(facts.title), "year": str(facts.year), "version": facts.version}
    if facts.address:
        fields["url"] = facts.address
    told = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{kenes-{facts.version}, {told}}}"


def citation_cff(facts: ReleaseFacts) -> str:
    """CITATION.cff 1.2.0. Every scalar is a JSON string, which YAML reads as it is: no title can break out of its place."""
    lines = [
        f"cff-version: {_scalar('1.2.0')}",
        f"message: {_scalar(MESSAGE)}",
        "type: dataset",
        f"title: {_scalar(facts.title)}",
        f"abstract: {_scalar(abstract(facts))}",
        "authors:",
        f"  - name: {_scalar(AUTHOR)}",
        f"version: {_scalar(facts.version)}",
        f"date-released: {_scalar(facts.released.isoformat())}",
        f"license: {LICENCE}",
        *([f"url: {_scalar(facts.address)}"] if facts.address else []),
        "keywords:",
        *(f"  - {_scalar(word)}" for word in KEYWORDS),
    ]
    return "\n".join(lines) + "\n"


def zenodo_json(facts: ReleaseFacts) -> str:
    """The metadata of a deposit at Zenodo, which gives the release a DOI."""
    record = {
        "title": f"{facts.title} ({facts.version})",
        "upload_type": "dataset",
        "description": abstract(facts),
        "creators": [{"name": AUTHOR}],
        "version": facts.version,
        "publication_date": facts.released.isoformat(),
        "license": LICENCE.lower(),
        "access_right": "open",
        "keywords": list(KEYWORDS),
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _scalar(text: str) -> str:
    """What YAML reads as a line's end or refuses is escaped; JSON alone would leave it."""
    unsafe = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
    return unsafe.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def _braced(text: str) -> str:
    """Text for BibTeX, which reads braces and a backslash as its own."""
    return "".join(sign for sign in text if sign not in "{}\\")
