// One document: its text with every quote, name, office and event marked, and the same rows as a list with their proof.

import { linesOf, marked, piecesOf, unitsOf } from "./highlights.js";
import { tellMissing } from "./missing.js";
import { counted, documentAddress, element, entityLink, entityAddress, number, say, told, webAddress } from "./page.js";
import { rowsSection } from "./document_rows.js";
import { recordOf } from "./shards.js";

const page = document.getElementById("page");
const NAMES = { events: "Events", quotes: "Quotes", roles: "Offices", mentions: "Names" };

/** The rows of the record as spans with the names of their columns, in the order of their start. */
function spansOf(record) {
  const spans = [
    ...(record.mentions ?? []).map(([id, entity, start, end, confidence, method]) => ({ layer: "mentions", id, entity, start, end, confidence, method })),
    ...(record.quotes ?? []).map(([id, kind, start, end, speaker, speakerText, cue, confidence, method, text, speakerConfidence, others, elsewhere]) => ({
      layer: "quotes", id, kind, start, end, speaker, speakerText, cue, confidence, method, text, speakerConfidence, others, elsewhere,
    })),
    ...(record.roles ?? []).map(([id, person, start, end, title, organization, confidence]) => ({
      layer: "roles", id, person, start, end, title, organization, confidence,
    })),
    ...(record.events ?? []).map(([id, kind, status, start, end, trigger, date, basis, place, confidence, participants]) => ({
      layer: "events", id, kind, status, start, end, trigger, date, basis, place, confidence, participants,
    })),
  ];
  return spans.sort((one, other) => one.start - other.start || other.end - one.end);
}

/** The layers outermost first: an event is a sentence, a quote may be half of it, a name is a few words. */
function layersFor(entities) {
  const wrapped = (name, kind) => ({
    name,
    wrap: (spans, children) => element(kind, { class: name, "data-rows": spans.map((span) => span.id).join(" ") }, children),
  });
  const named = {
    name: "mentions",
    wrap: (spans, children) => {
      const [name, type] = entities.get(spans[0].entity) ?? ["", ""];
      const about = { class: `entity ${type}`, href: entityAddress(spans[0].entity), title: `${name} (${type})` };
      return element("a", { ...about, "data-rows": spans.map((span) => span.id).join(" ") }, children);
    },
  };
  return [wrapped("events", "span"), wrapped("quotes", "mark"), wrapped("roles", "span"), named];
}

function markedText(record, spans, entities) {
  const units = unitsOf(record.text);
  const layers = layersFor(entities);
  const words = (piece) => record.text.slice(units(piece.start), units(piece.end));
  let first = 0;
  const open = [];
  return linesOf(record.text).map((line) => {
    // Spans are sorted by start, so a line looks at those still open and those that begin in it: no line looks at all of them.
    while (first < spans.length && spans[first].start < line.end) open.push(spans[first++]);
    const here = open.filter((span) => span.end > line.start);
    open.splice(0, open.length, ...here);
    return element("p", { dir: "auto" }, marked(piecesOf(line.start, line.end, here), layers, words));
  });
}

function head(record, id) {
  const source = webAddress(record.source_url);
  const facts = [
    ["published", record.published_edtf ?? "no date told"],
    ["publisher", record.publisher && told(record.publisher)],
    ["author", record.author && told(record.author)],
    ["source", source ? element("a", { href: source, rel: "noreferrer nofollow" }, told(source)) : record.source_url && told(record.source_url)],
    ["language", record.language],
    ["corpus", record.corpus],
    ["copy of", record.duplicate_of && element("a", { href: documentAddress(record.duplicate_of) }, "an earlier document")],
    ["file", told(record.raw_path)],
    ["SHA-256", element("code", {}, record.content_sha256)],
    ["id", element("code", {}, id)],
  ];
  const title = record.title ?? (record.text ? `${[...record.text].slice(0, 90).join("")}…` : "Untitled");
  return element("header", {},
    element("p", { class: "eyebrow" }, element("a", { href: "documents.html" }, "Documents")),
    element("h1", { dir: "auto", class: record.title ? null : "untitled" }, title),
    element("details", { class: "about", open: matchMedia("(min-width: 60rem)").matches },
      element("summary", {}, `${record.published_edtf ?? "No date"} · ${record.publisher ?? record.corpus} · ${counted(record.word_count, "word")}`),
      element("dl", {}, facts.filter(([, value]) => value).map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))))),
  );
}

function choices(spans) {
  const group = element("fieldset", { class: "choices layers" }, element("legend", {}, "Marked in the text"));
  for (const [layer, name] of Object.entries(NAMES)) {
    const box = element("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => page.classList.toggle(`without-${layer}`, !box.checked));
    group.append(element("label", { class: `choice ${layer}` }, box, ` ${name} `, element("span", {}, number(spans.filter((span) => span.layer === layer).length))));
  }
  return group;
}

/** Show the row that the address names: its words in the text and its line in the list. */
function showTarget() {
  const row = decodeURIComponent(location.hash.slice(1));
  for (const shown of page.querySelectorAll(".target")) shown.classList.remove("target");
  if (!row) return;
  const words = [...page.querySelectorAll("[data-rows]")].filter((part) => part.dataset.rows.split(" ").includes(row));
  const item = [...page.querySelectorAll("[data-row]")].find((part) => part.dataset.row === row);
  item?.closest("details")?.setAttribute("open", "");
  for (const part of [...words, item]) part?.classList.add("target");
  item?.scrollIntoView({ block: "nearest" });
  (words[0] ?? item)?.scrollIntoView({ block: "center" });
}

/** A click on marked words shows their row; a click on a name follows its link. */
function followClicks(text) {
  text.addEventListener("click", (click) => {
    if (click.target.closest("a") || String(getSelection())) return;
    const words = click.target.closest("[data-rows]");
    if (words) location.hash = words.dataset.rows.split(" ")[0];
  });
}

async function show() {
  const id = new URLSearchParams(location.search).get("id") ?? "";
  const record = await recordOf("documents", id);
  if (!record) return tellMissing(id, "document.html", "document");
  say("");
  document.title = `${record.title ?? "Untitled document"} · ${document.title}`;
  const entities = new Map((record.entities ?? []).map(([entity, name, type]) => [entity, [name, type]]));
  const spans = spansOf(record);
  const link = (entity) => entityLink(entity, ...(entities.get(entity) ?? [entity, ""]));
  const text = element("div", { class: "text", lang: record.language },
    record.text ? markedText(record, spans, entities) : element("p", { class: "warning" }, "The text of this document is not passed on, for its publisher keeps the rights. The rows and their places in the text are here; read the text at its source."));
  followClicks(text);
  page.append(head(record, id), choices(spans), element("div", { class: "beside" }, text, rowsSection(spans, record, link)));
  showTarget();
}

addEventListener("hashchange", showTarget);
show().catch((error) => say(`The document could not be shown: ${error.message}`));
