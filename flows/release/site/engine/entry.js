// The part of DuckDB-WASM that pages use, bundled with Apache Arrow into one module (see ../engine.py).
export { AsyncDuckDB, DuckDBAccessMode, VoidLogger } from "@duckdb/duckdb-wasm";
