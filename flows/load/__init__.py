"""ROWS -> PARQUET -> DUCKDB: what was found is checked, written and swapped in for readers."""
