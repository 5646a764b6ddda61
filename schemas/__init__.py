"""The public contract: one `Contract` per table, parents before children."""

from __future__ import annotations

from schemas.contract import Contract
from schemas.documents import DOCUMENTS
from schemas.entities import ENTITIES
from schemas.events import EVENTS, PARTICIPANTS
from schemas.id_map import ID_MAP
from schemas.issues import ISSUES
from schemas.mentions import MENTIONS
from schemas.quality import QUALITY
from schemas.quotes import QUOTES
from schemas.roles import ROLES
from schemas.sentences import SENTENCES

TABLES: dict[str, Contract] = {
    contract.table: contract
    for contract in (DOCUMENTS, SENTENCES, ENTITIES, ID_MAP, MENTIONS, ROLES, QUOTES, EVENTS, PARTICIPANTS, ISSUES, QUALITY)
}

SCHEMA_VERSION = "1"
