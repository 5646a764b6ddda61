"""The contract of `documents`."""

from __future__ import annotations

from schemas.columns import dated, reference, row_id
from schemas.contract import COUNT, COUNTS, SHARE, TEXT, Column, Contract

DOCUMENTS = Contract(
    "documents",
    "One source document, cleaned of page noise",
    ("document_id",),
    (
        row_id("document_id", "doc", "document, made from its place in raw/"),
        Column("corpus", TEXT, "The corpus: name of the folder under raw/"),
        Column("raw_path", TEXT, "The file under raw/; a record inside a file follows after '#' or as a path inside the archive"),
        Column("source_url", TEXT, "Where the document was published", nullable=True),
        Column("publisher", TEXT, "Who published it", nullable=True),
        Column("title", TEXT, "The headline as printed; null when the page prints none", nullable=True),
        Column("author", TEXT, "The person or body that signs as author", nullable=True),
        *dated("published", "When the document was published or last changed"),
        Column("published_method", TEXT, "Where the publication date was found", nullable=True, codes="published_methods"),
        Column("retrieved_at", TEXT, "When the file was fetched (ISO 8601), where sources.csv tells", nullable=True),
        Column("language", TEXT, "Language of the text (ISO 639-1); null when unsure", nullable=True, pattern="[a-z]{2}"),
        Column("media_type", TEXT, "What the file is, found from its bytes"),
        Column("encoding", TEXT, "Character encoding of the file as read; null for binary formats", nullable=True),
        Column("content_sha256", TEXT, "SHA-256 of the bytes of the file or record", pattern="[0-9a-f]{64}"),
        Column("text", TEXT, "The cleaned text: headline, dateline and body, one paragraph a line"),
        Column("word_count", COUNT, "Words in the text", at_least=0),
        reference("duplicate_of", "documents", "The first document with the same or nearly the same text", nullable=True),
        Column(
            "duplicate_similarity",
            SHARE,
            "Jaccard similarity of three-word sequences to duplicate_of; 1 when equal",
            nullable=True,
            at_least=0,
            at_most=1,
        ),
        Column("raw_unit", TEXT, "What raw_map counts", codes="raw_units"),
        Column("raw_map", COUNTS, "Triples that tile the text: text characters, first raw character, raw characters (see README)"),
        Column("extractor", TEXT, "The reader and its version"),
    ),
)
