"""LICENSE of a release: what is licensed, what is not, and the whole text of the licence."""

from __future__ import annotations

from importlib.resources import files

from flows.release.facts import LICENCE, LICENCE_URL, ReleaseFacts


def licence_text(facts: ReleaseFacts) -> str:
    """What is under CC BY 4.0, what keeps the rights of others, then the licence itself."""
    licence = (files("flows.release") / "licences" / f"{LICENCE}.txt").read_text(encoding="utf-8")
    texts = "\n".join(
        f"  {corpus.name}: {corpus.licence or 'not stated'}{'' if corpus.republish_text else ' (texts are not in this release)'}"
        for corpus in facts.corpora
    )
    return (
        f"{facts.title}, release {facts.version}\n\n"
        f"The tables (who is who, who said what, what happened; offsets, ids, links) and their description are licensed under\n"
        f"{LICENCE}, {LICENCE_URL}. The licence follows below. Name Kenes, the release, and the publisher of the document.\n\n"
        f"The words of the documents (documents.text, quotes.text, mentions.text, titles) are not licensed by it. They stay\n"
        f"with their authors and publishers and stand here as the evidence of the rows. By corpus (see SOURCES.csv):\n\n"
        f"{texts}\n\n{licence}"
    )
