"""Contracts of the tables that one step hands to the next within a build; none is published.

Local rows name entities by `entity_key` ('person:satybaldy dauletalin', 'authority:org-fturk'): a
document alone can tell the key, only all documents together can tell the entity.
"""

from __future__ import annotations

from schemas.columns import CHAR_END, CHAR_START, CONFIDENCE, DOCUMENT_ID, METHOD, described
from schemas.contract import COUNTS, TEXT, TEXTS, Column, Contract
from schemas.documents import DOCUMENTS
from schemas.events import EVENTS, PARTICIPANTS
from schemas.mentions import MENTIONS
from schemas.quotes import QUOTES
from schemas.roles import ROLES
from schemas.sentences import SENTENCES


def _key(name: str, description: str, nullable: bool = False) -> Column:
    return Column(name, TEXT, description, nullable=nullable)


_SAME_AS_DOCUMENTS = tuple(
    DOCUMENTS.column(name)
    for name in (
        "document_id", "corpus", "raw_path", "source_url", "publisher", "title", "author",
        "retrieved_at", "media_type", "encoding", "content_sha256", "raw_unit", "raw_map", "extractor",
    )
)  # fmt: skip

READINGS = Contract(
    "readings",
    "What a reader found in one document, before cleaning; title, author, publisher as its metadata tell",
    ("document_id",),
    (
        *_SAME_AS_DOCUMENTS,
        Column("published", TEXT, "Publication date as the metadata write it", nullable=True),
        Column("language", TEXT, "Language as the metadata tell it", nullable=True),
        Column("text", TEXT, "Visible text, one block (paragraph, heading, list item, table cell, printed line) a line"),
        Column("layout", TEXTS, "What each line of the text is: one of LAYOUTS"),
    ),
)

# What a reader knows of a line. `line` is a printed line of a file without markup (it may be half a
# paragraph), `links` a block most of whose words are links.
LAYOUTS = ("line", "paragraph", "heading", "title", "list", "table", "caption", "links")

SIGNATURES = Contract(
    "signatures",
    "The MinHash bands of one document's three-word sequences: near duplicates share one",
    ("document_id",),
    (DOCUMENT_ID, Column("bands", COUNTS, "A hash of each band, in the order of the bands; empty for a text of under three words")),
)

SPANS = Contract(
    "spans",
    "One span that the tagger found in a text; layers may overlap",
    ("document_id", "layer", "char_start", "char_end"),
    (
        DOCUMENT_ID,
        Column("layer", TEXT, "One of LAYERS"),
        Column("label", TEXT, "Entity type, quote kind or event type; empty for role, cue and source"),
        CHAR_START,
        CHAR_END,
        Column("status", TEXT, "Event status, for triggers", nullable=True, codes="event_statuses"),
        CONFIDENCE,
        METHOD,
    ),
)

LAYERS = ("name", "role", "quote", "cue", "source", "trigger")

LOCAL_MENTIONS = MENTIONS.swapped(
    "mentions",
    "A mention, its entity named by key",
    {
        "entity_id": (
            _key("entity_key", "Key of the entity, the same in every document that tells it alike"),
            _key("entity_type", "Type of the entity"),
            _key("entity_name", "Fullest form of its name in this document"),
        )
    },
)
LOCAL_ROLES = ROLES.swapped(
    "roles",
    "A role, its person and organization named by key",
    {
        "person_id": (_key("person_key", "entity_key of the person"),),
        "organization_id": (_key("organization_key", "entity_key of the organization or place", nullable=True),),
    },
)
LOCAL_QUOTES = QUOTES.swapped(
    "quotes",
    "A quote, its speaker named by key, not yet joined to an utterance",
    {"utterance_id": (), "speaker_id": (_key("speaker_key", "entity_key of the speaker", nullable=True),)},
)
LOCAL_EVENTS = EVENTS.swapped(
    "events",
    "An event, its place named by key, not yet joined to a happening",
    {
        "happening_id": (),
        "place_id": (
            _key("place_key", "entity_key of the place", nullable=True),
            _key("named_key", "entity_key of the named event that it is, or of the law that it adopts or proposes", nullable=True),
        ),
    },
)
LOCAL_PARTICIPANTS = PARTICIPANTS.swapped(
    "participants",
    "A participant named by key",
    {
        "event_id": (PARTICIPANTS.column("event_id"), described(DOCUMENT_ID, "The document that tells the event")),
        "entity_id": (_key("entity_key", "entity_key of the participant"),),
    },
)

# What one batch of documents yields on its own.
LOCAL_TABLES: dict[str, Contract] = {
    contract.table: contract for contract in (SENTENCES, LOCAL_MENTIONS, LOCAL_ROLES, LOCAL_QUOTES, LOCAL_EVENTS, LOCAL_PARTICIPANTS)
}
