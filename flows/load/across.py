"""The rules that need all rows: ids are unique, references resolve, entities are mentioned.

DuckDB takes the id columns of the checked parts into a file of its own and works there, so that
memory does not grow with the corpus. Refusals spread from parents to children until none is new.
What was found in a document is staged in its part, so a row resolves to a document or event of its own
part only: were one id in two parts, the rows of the refused document would else pass as those of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from flows.issues import Issue, Level
from flows.load.breach import record_id
from flows.load.connection import quoted
from flows.staging import PART_NUMBER, parts_pattern
from schemas import TABLES
from schemas.rules import FOUND, KINDS, REFERENCES, KindRule, Reference

_FINDINGS = """
CREATE TABLE refused (table_name VARCHAR, part_no INTEGER, row_no BIGINT, code VARCHAR, column_name VARCHAR, value VARCHAR, faulty BOOLEAN);
CREATE TABLE emptied (table_name VARCHAR, part_no INTEGER, row_no BIGINT, code VARCHAR, column_name VARCHAR, value VARCHAR);
"""

_TOLD = {"documents": ("corpus", "raw_path", "published_from"), "entities": ("type", "name")}

_LEVELS: dict[Level, str] = {"refused": "refused", "warning": "emptied"}  # by the table that holds the findings

_MESSAGES = {
    "key-repeated": "another row before it has the same key; this one was refused",
    "reference-unresolved": "{column} names no row of {target}",
    "parent-refused": "{column} names a row of {target} that was refused",
    "entity-unmentioned": "no published mention names the entity",
    "entity-type-unexpected": "{column} names an entity of type {value}",
}


def find_refusals(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Fill the tables `refused`, `emptied` and `entity_counts` from the parts under `folder`."""
    connection.execute(_FINDINGS)
    for table in FOUND:
        connection.execute(f"""
            CREATE TABLE {table} AS SELECT {", ".join(_compact_columns(table))}, file_row_number AS row_no,
                {PART_NUMBER} AS part_no
            FROM read_parquet({_glob(folder / table)}, filename = true, file_row_number = true, hive_partitioning = false);
            CREATE VIEW kept_{table} AS SELECT * FROM {table} ANTI JOIN
                (SELECT part_no, row_no FROM refused WHERE table_name = '{table}') USING (part_no, row_no)""")
    connection.execute(f"""CREATE TABLE refused_before AS SELECT DISTINCT table_name, record_id
        FROM read_parquet({_glob(folder / "issues")}, hive_partitioning = false) WHERE level = 'refused'""")
    required = [rule for rule in REFERENCES if not rule.nullable]
    for table in FOUND:  # parents first, so that a row of a refused document is not the one kept of two
        for rule in required:
            if rule.table == table:
                _refuse_dangling(connection, rule)
        _refuse_repeated(connection, table)
    while sum([_refuse_dangling(connection, rule) for rule in required], _refuse_unmentioned(connection)):
        pass
    for rule in REFERENCES:
        if rule.nullable:
            _empty_dangling(connection, rule)
    _count_entities(connection)


def _compact_columns(table: str) -> list[str]:
    """The columns that the rules across rows ask for: keys, references and what issues tell."""
    contract = TABLES[table]
    return [
        column.name for column in contract.columns if column.name in contract.key or column.refers_to or column.name in _TOLD.get(table, ())
    ]


def issues_across(connection: duckdb.DuckDBPyConnection) -> Iterator[Issue]:
    """What find_refusals found, as issues."""
    for level, findings in _LEVELS.items():
        tables = connection.execute(f"SELECT DISTINCT table_name FROM {findings} ORDER BY table_name").fetchall()
        for (table,) in tables:
            wanted = f"SELECT part_no, row_no, code, column_name, value FROM {findings} WHERE table_name = '{table}'"
            yield from _issues(connection, table, level, wanted)
    for rule in KINDS:
        yield from _issues(connection, rule.table, "warning", _doubtful(rule))


def refused_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """Rows of each table that were refused across parts: by their own fault, and at all."""
    rows = connection.execute("SELECT table_name, count(*) FILTER (faulty), count(*) FROM refused GROUP BY ALL").fetchall()
    return {table: (faulty, gone) for table, faulty, gone in rows}


def documents_by_corpus(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Documents of each corpus that may be published."""
    return dict(connection.execute("SELECT corpus, count(*) FROM kept_documents GROUP BY ALL").fetchall())


def _refuse_repeated(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    key = ", ".join(TABLES[table].key)
    connection.execute(f"""INSERT INTO refused
        SELECT '{table}', part_no, row_no, 'key-repeated', '{TABLES[table].key[0]}', NULL, true
        FROM kept_{table}
        JOIN (SELECT {key}, min((part_no, row_no)) AS first FROM kept_{table} GROUP BY ALL HAVING count(*) > 1) USING ({key})
        WHERE (part_no, row_no) <> first""")


def _refuse_dangling(connection: duckdb.DuckDBPyConnection, rule: Reference) -> int:
    return _inserted(connection, f"INSERT INTO refused SELECT '{rule.table}', part_no, row_no, code, '{rule.column}', value, "
                                 f"code = 'reference-unresolved' FROM ({_dangling(rule)})")  # fmt: skip


def _empty_dangling(connection: duckdb.DuckDBPyConnection, rule: Reference) -> int:
    return _inserted(
        connection, f"INSERT INTO emptied SELECT '{rule.table}', part_no, row_no, code, '{rule.column}', value FROM ({_dangling(rule)})"
    )


def _dangling(rule: Reference) -> str:
    """Kept rows whose reference names no kept row; the code tells whether there ever was one."""
    key = TABLES[rule.target].key[0]
    same_part = "" if rule.nullable or rule.target == "entities" else "AND child.part_no = parent.part_no"
    return f"""
        SELECT part_no, row_no, {rule.column} AS value,
            CASE WHEN {rule.column} IN (SELECT {key} FROM {rule.target})
                   OR {rule.column} IN (SELECT record_id FROM refused_before WHERE table_name = '{rule.target}')
                 THEN 'parent-refused' ELSE 'reference-unresolved' END AS code
        FROM kept_{rule.table} AS child ANTI JOIN kept_{rule.target} AS parent ON child.{rule.column} = parent.{key} {same_part}
        WHERE child.{rule.column} IS NOT NULL"""


def _refuse_unmentioned(connection: duckdb.DuckDBPyConnection) -> int:
    """An entity that lost its mentions with a refused document is no fault of its own."""
    return _inserted(connection, """INSERT INTO refused
        SELECT 'entities', part_no, row_no, 'entity-unmentioned', 'entity_id', name, entity_id NOT IN (SELECT entity_id FROM mentions)
        FROM kept_entities ANTI JOIN kept_mentions USING (entity_id)""")  # fmt: skip


def _count_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Counted here and not where entities are made, since only here it is known which mentions are published."""
    connection.execute("""CREATE TABLE entity_counts AS
        SELECT entity_id, count(*)::INTEGER AS mention_count, count(DISTINCT document_id)::INTEGER AS document_count,
            min(published_from) AS first_published, max(published_from) AS last_published
        FROM kept_mentions JOIN (SELECT document_id, published_from FROM kept_documents) USING (document_id) GROUP BY entity_id""")


def _doubtful(rule: KindRule) -> str:
    return f"""SELECT child.part_no, child.row_no, 'entity-type-unexpected' AS code, '{rule.column}' AS column_name, entity.type AS value
        FROM kept_{rule.table} AS child JOIN kept_entities AS entity ON child.{rule.column} = entity.entity_id
        WHERE entity.type NOT IN ({", ".join(f"'{kind}'" for kind in rule.types)})"""


def _issues(connection: duckdb.DuckDBPyConnection, table: str, level: Level, findings: str) -> Iterator[Issue]:
    names, key = _compact_columns(table), TABLES[table].key
    wanted = [f"found_in.{name}" if name in names else "NULL" for name in ("document_id", "raw_path", *key)]
    targets = {rule.column: rule.target for rule in REFERENCES if rule.table == table}
    rows = connection.cursor().execute(f"""
        SELECT code, column_name, value, {", ".join(wanted)} FROM ({findings}) JOIN {table} AS found_in USING (part_no, row_no)
        ORDER BY part_no, row_no, column_name""")
    while batch := rows.fetchmany(10_000):
        for code, column, value, document_id, raw_path, *parts in batch:
            message = _MESSAGES[code].format(column=column, target=targets.get(column), value=value)
            yield Issue(level, code, message, raw_path, document_id, table, record_id(*parts), column, value)


def _inserted(connection: duckdb.DuckDBPyConnection, statement: str) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


def _glob(folder: Path) -> str:
    return quoted(parts_pattern(folder))
