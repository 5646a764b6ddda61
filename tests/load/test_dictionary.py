from __future__ import annotations

from pathlib import Path

from flows.load.dictionary import BEGIN, END, dictionary_from_contracts, with_dictionary
from schemas import TABLES

README = Path(__file__).parents[2] / "warehouse" / "README.md"


def test_the_page_of_the_warehouse_is_in_step_with_the_contracts():
    """After a change of schemas/: write with_dictionary(page) back to the page."""
    page = README.read_text(encoding="utf-8")
    assert page == with_dictionary(page)


def test_every_column_is_in_the_dictionary():
    page = dictionary_from_contracts()
    assert all(f"| `{column.name}` |" in page and column.description in page for contract in TABLES.values() for column in contract.columns)


def test_only_what_is_between_the_markers_is_made_anew():
    page = with_dictionary(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    assert page.startswith(f"before\n{BEGIN}\n")
    assert page.endswith(f"{END}\nafter\n")
    assert "\nold\n" not in page
