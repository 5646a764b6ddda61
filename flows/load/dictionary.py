"""The data dictionary: the contracts as Markdown, kept in warehouse/README.md between two markers."""

from __future__ import annotations

from collections.abc import Mapping

from schemas import SCHEMA_VERSION, TABLES
from schemas.contract import Contract, codes, duckdb_type

BEGIN, END = "<!-- dictionary: made from schemas/ -->", "<!-- end of dictionary -->"


def with_dictionary(readme: str) -> str:
    """The page with the dictionary between its markers made anew."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{dictionary_from_contracts()}{END}{after}"


def dictionary_from_contracts(contracts: Mapping[str, Contract] = TABLES) -> str:
    """Every table with its columns, every code list with its codes."""
    lists = sorted({column.codes for contract in contracts.values() for column in contract.columns if column.codes})
    tables = [_table(contract) for contract in contracts.values()]
    return "\n".join([f"Schema version {SCHEMA_VERSION}.\n", *tables, "### Code lists\n", *(_code_list(name) for name in lists)])


def _table(contract: Contract) -> str:
    lines = [f"### {contract.table}\n", f"{contract.row}. Key: {', '.join(f'`{name}`' for name in contract.key)}.\n"]
    lines += ["| column | type | meaning |", "|---|---|---|"]
    for column in contract.columns:
        notes = [column.description]
        if column.refers_to and column.name not in contract.key[:1]:
            notes.append(f"names a row of `{column.refers_to}`")
        if column.codes:
            notes.append(f"code list `{column.codes}`")
        if column.nullable:
            notes.append("may be empty")
        lines.append(f"| `{column.name}` | {duckdb_type(column)} | {_cell('; '.join(notes))} |")
    return "\n".join(lines) + "\n"


def _code_list(name: str) -> str:
    lines = [
        f"**{name}**\n",
        "| code | meaning |",
        "|---|---|",
        *(f"| `{code}` | {_cell(meaning)} |" for code, meaning in codes(name).items()),
    ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
