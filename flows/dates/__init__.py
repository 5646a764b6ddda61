"""Dates in text: words -> expressions with exact offsets -> EDTF values with their first and last day.

`dates_from_text` finds what a text says of time and resolves nothing; `resolved` gives an expression its
value, seen from the page's date; `date_values_from_text` does both. A shared room below the stages.
"""

from __future__ import annotations

from flows.dates.dateline import opening_date, printed_date_line
from flows.dates.edtf import bounds, edtf_contains, first_last_from_edtf, is_compatible
from flows.dates.expression import DateExpression, Point, Relative
from flows.dates.headings import is_heading
from flows.dates.parse import dates_from_text
from flows.dates.resolve import Anchor, DateValue, date_values_from_text, resolved

__all__ = [
    "Anchor",
    "DateExpression",
    "DateValue",
    "Point",
    "Relative",
    "bounds",
    "date_values_from_text",
    "dates_from_text",
    "edtf_contains",
    "first_last_from_edtf",
    "is_compatible",
    "is_heading",
    "opening_date",
    "printed_date_line",
    "resolved",
]
