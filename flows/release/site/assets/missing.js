// A page whose id is not in this release says why, as far as the release knows.

import { element, release, say } from "./page.js";
import { fateOf } from "./shards.js";

/** Tell on the page what became of `id`; an id that another took the place of leads there. */
export async function tellMissing(id, page, what) {
  document.title = `Not here · ${document.title}`;
  if (!id) return say(`The address names no ${what}: it ends with ?id=…`);
  const fate = await fateOf(id);
  if (fate?.moved) return location.replace(`${page}?id=${encodeURIComponent(fate.moved)}${location.hash}`);
  if (!fate) return say(`This release (${release}) has no ${what} with the id ${id}.`);
  say("");
  const [day, reason] = fate.removed;
  document.getElementById("page").append(
    element("h1", {}, `This ${what} was taken down`),
    element("p", {}, `Taken down on ${day}. Reason: ${reason}. Nothing of it is kept in this release.`),
    element("p", { class: "note" }, element("code", {}, id)),
  );
}
