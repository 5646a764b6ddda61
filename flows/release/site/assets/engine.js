// DuckDB in this page, over the release's database file by range requests. Nothing is asked of another origin:
// the worker is made from a Blob, so that it is bound by the page's content policy too.

const DATABASE = new URL("../kenes.duckdb", location.href).href;
let opening = null;

/** A connection to the release's database. `progress(loaded, total)` is told while files come. */
export function engine(progress = () => {}) {
  opening ??= open(progress).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function open(progress) {
  const [{ AsyncDuckDB, DuckDBAccessMode, VoidLogger }, worker, module, ranged] = await Promise.all([
    import("./engine/duckdb.js"),
    unpacked("engine/duckdb-worker.js.gz", "text/javascript", () => {}),
    unpacked("engine/duckdb-eh.wasm.gz", "application/wasm", progress),
    answersRanges(),
  ]);
  const database = new AsyncDuckDB(new VoidLogger(), new Worker(worker));
  await database.instantiate(module);
  // Without these the engine fetches the whole file before the first answer.
  const filesystem = { reliableHeadRequests: true, allowFullHTTPReads: false, forceFullHTTPReads: false };
  const query = { castBigIntToDouble: true, castDecimalToDouble: true };
  let path = DATABASE;
  if (!ranged) {
    path = "kenes.duckdb";
    await database.registerFileBuffer(path, new Uint8Array(await (await fetch(DATABASE)).arrayBuffer()));
  }
  await database.open({ path, accessMode: DuckDBAccessMode.READ_ONLY, filesystem, query });
  URL.revokeObjectURL(module);
  const connection = await database.connect();
  await connection.query("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false");
  return connection;
}

/** Whether the server sends parts of files; one that does not makes the whole database be fetched. */
async function answersRanges() {
  const stop = new AbortController();
  const response = await fetch(DATABASE, { headers: { Range: "bytes=0-15" }, signal: stop.signal });
  if (!response.ok) throw new Error(`kenes.duckdb is not beside site/: status ${response.status}`);
  stop.abort();
  return response.status === 206;
}

/** The address of a compressed file's content, as a Blob of this page. */
async function unpacked(address, type, progress) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: status ${response.status}`);
  const total = Number(response.headers.get("Content-Length"));
  let loaded = 0;
  const counting = new TransformStream({
    transform(chunk, out) {
      progress((loaded += chunk.length), total);
      out.enqueue(chunk);
    },
  });
  const bytes = new Uint8Array(await new Response(response.body.pipeThrough(counting)).arrayBuffer());
  const packing = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const stream = new Blob([bytes]).stream();
  const content = await new Response(packing ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).arrayBuffer();
  return URL.createObjectURL(new Blob([content], { type }));
}
