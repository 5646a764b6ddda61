"""What a document is called where it is listed: its title, or how its text begins; null where that is not passed on."""

from __future__ import annotations

BEGINNING = 90  # characters: two lines on a phone

TITLE = f"coalesce(title, CASE WHEN length(text) > {BEGINNING} THEN text[:{BEGINNING}] || '…' ELSE text END)"
