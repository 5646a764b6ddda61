// Search over the static index: entities by name, documents by their words, each with the sentence that answers.

import { counted, documentAddress, element, entityLink, say, told } from "./page.js";
import { recordOf } from "./shards.js";
import { cardOf, documentsFor, entitiesFor, folded, means, wordsOf } from "./words.js";

const form = document.querySelector("main form.search");
const field = document.getElementById("q");
const found = document.getElementById("found");
const AT_ONCE = 20;
const NAMES_SHOWN = 12;
let asked = 0;

/** The sentence of a document that holds most of the words, its hits marked. */
function snippetOf(record, words) {
  if (!record?.text) return null;
  const text = [...record.text];
  let best = null;
  for (const [start, end] of record.sentences ?? []) {
    const parts = text.slice(start, end).join("").split(/([\p{L}\p{M}\p{N}]+)/u);
    const hits = parts.map((part, index) => (index % 2 ? words.find((word) => means(folded(part), word)) : undefined));
    const kinds = new Set(hits.filter(Boolean)).size;
    if (kinds && (!best || kinds > best.kinds)) best = { kinds, parts, hits };
  }
  return best && element("p", { dir: "auto", class: "snippet" }, best.parts.map((part, index) => (best.hits[index] ? element("mark", {}, part) : part)));
}

/** Snippets wait until their line is seen: each costs the shard of its document. */
function watcher(words) {
  return new IntersectionObserver((seen, watch) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      recordOf("documents", target.dataset.document).then((record) => target.append(snippetOf(record, words) ?? ""));
    }
  });
}

async function documentLine(place, watch) {
  const [id, title, date, publisher, language] = await cardOf("documents", place);
  const line = element("li", { "data-document": id },
    element("p", {}, element("a", { href: documentAddress(id) }, told(title ?? "Untitled document"))),
    element("p", { class: "note" }, date ?? "no date", publisher ? [" · ", told(publisher)] : "", language ? ` · ${language}` : ""));
  watch.observe(line);
  return line;
}

async function answer(query) {
  const turn = ++asked;
  const words = wordsOf(query);
  found.replaceChildren();
  if (!words.length) return say("");
  const [entities, documents] = await Promise.all([entitiesFor(query), documentsFor(query)]);
  if (turn !== asked) return;
  say(entities.length + documents.length ? `${counted(entities.length, "name")} and ${counted(documents.length, "document")} for “${query}”.` : `Nothing found for “${query}”.`);
  const watch = watcher(words);
  const cards = await Promise.all(entities.slice(0, NAMES_SHOWN).map((place) => cardOf("entities", place)));
  const list = element("ol", { class: "list" });
  const more = element("button", { type: "button" }, "More");
  let shown = 0;
  const next = async () => {
    const lines = await Promise.all(documents.slice(shown, shown + AT_ONCE).map((place) => documentLine(place, watch)));
    if (turn !== asked) return;
    list.append(...lines);
    shown += AT_ONCE;
    more.hidden = shown >= documents.length;
  };
  more.addEventListener("click", next);
  if (cards.length) {
    found.append(element("h2", {}, "Names"), element("ul", { class: "chips" }, cards.map(([id, name, type, mentions]) =>
      element("li", {}, entityLink(id, name, type), " ", element("span", { class: "count" }, String(mentions))))));
  }
  if (documents.length) found.append(element("h2", {}, "Documents"), list, more);
  await next();
}

function ask() {
  answer(field.value).catch((error) => say(`The search failed: ${error.message}`));
}

form.addEventListener("submit", (submit) => {
  submit.preventDefault();
  history.replaceState(null, "", `?${new URLSearchParams({ q: field.value })}`);
  ask();
});
let waiting;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 250); // a pause in typing
});
field.value = new URLSearchParams(location.search).get("q") ?? "";
ask();
