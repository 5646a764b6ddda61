// Records in compressed shards, as flows/release/site/packed.py writes them.

const site = document.documentElement.dataset;
const DIGITS = { documents: Number(site.documentDigits), entities: Number(site.entityDigits) };
const fetched = new Map();

/** The value in a .json.gz file. Some hosts unpack such files on the way, so the first bytes decide. */
export function packed(address) {
  if (!fetched.has(address)) fetched.set(address, read(address));
  return fetched.get(address);
}

async function read(address) {
  const response = await fetch(address);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const packing = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const stream = new Blob([bytes]).stream();
  return new Response(packing ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).json();
}

/** The record of an id, or null. */
export async function recordOf(kind, id) {
  const digits = /^[a-z]{3}-([0-9a-f-]+)$/.exec(id)?.[1].slice(0, DIGITS[kind]);
  if (digits === undefined) return null;
  const shard = await packed(`${kind}/${digits || "all"}.json.gz`);
  return shard && Object.hasOwn(shard, id) ? shard[id] : null;
}

/** What became of an id that is not in this release: {moved: id}, {removed: [day, reason]} or null. */
export async function fateOf(id) {
  const gone = await packed("gone.json.gz");
  if (gone && Object.hasOwn(gone.moved, id)) return { moved: gone.moved[id] };
  return gone && Object.hasOwn(gone.removed, id) ? { removed: gone.removed[id] } : null;
}
