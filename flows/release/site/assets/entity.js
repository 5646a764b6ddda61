// One entity: its names, offices over time, quotes, events and those named beside it.

import { tellMissing } from "./missing.js";
import { counted, documentAddress, element, entityLink, hasEngine, number, say, sqlAddress, told } from "./page.js";
import { spansChart } from "./offices.js";
import { recordOf } from "./shards.js";

const page = document.getElementById("page");

function section(heading, shown, inAll, ...children) {
  if (!shown) return null;
  const note = inAll > shown ? `${number(shown)} of ${number(inAll)}` : number(shown);
  return element("section", {}, element("h2", {}, heading, " ", element("span", { class: "count" }, note)), children);
}

function head(record, id) {
  const seen = record.first_published && (record.first_published === record.last_published
    ? ` of ${record.first_published}` : ` from ${record.first_published} to ${record.last_published}`);
  const wikidata = /^Q\d+$/.test(record.wikidata_id ?? "") ? record.wikidata_id : null;
  return element("header", {},
    element("p", { class: "eyebrow" }, element("a", { href: `entities.html?type=${encodeURIComponent(record.type)}` }, record.type)),
    element("h1", { class: `name ${record.type}` }, told(record.name)),
    element("p", { class: "lead" }, `${counted(record.mention_count, "mention")} in ${counted(record.document_count, "document")}${seen ?? ""}`,
      record.quote_count ? `, ${counted(record.quote_count, "quote")}` : "", record.event_count ? `, ${counted(record.event_count, "event")}` : "", "."),
    record.aliases.length ? element("p", {}, "Also named ", record.aliases.map((alias, index) => [index ? ", " : "", told(alias)]).flat(), ".") : null,
    element("p", { class: "note" }, element("code", {}, id),
      wikidata ? [" · ", element("a", { href: `https://www.wikidata.org/wiki/${wikidata}`, rel: "noreferrer" }, `Wikidata ${wikidata}`)] : "",
      hasEngine ? [" · ", element("a", { href: sqlAddress(`SELECT what, words, detail, published_edtf, title, document_id, record_id\nFROM entity_dossier\nWHERE entity_id = '${id}'`) }, "everything on it, in SQL")] : ""),
  );
}

/** Offices that the entity holds or that are held in it, with the days of the documents that say so. */
function officesSection(heading, offices, names) {
  const rows = (offices ?? []).map(([title, other, first, last, documents, document, role]) => ({ title, other, first, last, documents, document, role }));
  const days = rows.flatMap((row) => [row.first, row.last]).filter(Boolean).sort();
  return section(heading, rows.length, rows.length, element("ol", { class: "offices" }, rows.map((row) => element("li", {},
    element("p", {}, element("a", { href: documentAddress(row.document, row.role) }, told(row.title)),
      row.other ? [" · ", entityLink(row.other, ...(names.get(row.other) ?? [row.other, ""]))] : ""),
    element("p", { class: "note" }, row.first ? (row.first === row.last ? row.first : `${row.first} to ${row.last}`) : "undated", ` · ${counted(row.documents, "document")}`),
    days.length && days[0] !== days.at(-1) && row.first ? spansChart(row.first, row.last, days[0], days.at(-1)) : null,
  ))));
}

function sections(record, names) {
  const quotes = record.quotes ?? [];
  const events = record.events ?? [];
  const documents = record.documents ?? [];
  const neighbours = record.neighbours ?? [];
  return [
    officesSection("Offices", record.offices, names),
    officesSection("Office holders", record.officers, names),
    section("Quotes", quotes.length, record.quote_count, element("ol", { class: "said" }, quotes.map(([id, document, kind, text, date, title]) => element("li", {},
      element("blockquote", { dir: "auto" }, text ?? "The words are not passed on."),
      element("p", { class: "note" }, element("span", { class: "kind" }, kind), " ", element("a", { href: documentAddress(document, id) }, told(title ?? "Untitled document")), date ? `, ${date}` : ""))))),
    section("Events", events.length, record.event_count, element("ol", { class: "timeline" }, events.map(([id, document, type, date, role, status, evidence]) => element("li", {},
      element("p", { class: "when" }, date ? element("time", {}, date) : "no date", " ", element("span", { class: "kind" }, type), ` ${status}, ${role}`),
      element("p", { dir: "auto" }, element("a", { href: documentAddress(document, id) }, evidence || "The sentence is not passed on")))))),
    section("Named beside it", neighbours.length, neighbours.length, element("ul", { class: "chips" }, neighbours.map(([other, together]) => element("li", {},
      entityLink(other, ...(names.get(other) ?? [other, ""])), " ", element("span", { class: "count", title: counted(together, "document") }, number(together)))))),
    section("Documents", documents.length, record.document_count, element("ol", { class: "list tight" }, documents.map(([id, title, date, publisher, named]) => element("li", {},
      element("p", {}, element("a", { href: documentAddress(id) }, told(title ?? "Untitled document"))),
      element("p", { class: "note" }, date ?? "no date", publisher ? [" · ", told(publisher)] : "", ` · named ${named === 1 ? "once" : `${number(named)} times`}`))))),
  ];
}

async function show() {
  const id = new URLSearchParams(location.search).get("id") ?? "";
  const record = await recordOf("entities", id);
  if (!record) return tellMissing(id, "entity.html", "entity");
  say("");
  document.title = `${record.name} · ${document.title}`;
  const names = new Map((record.names ?? []).map(([other, name, type]) => [other, [name, type]]));
  page.append(head(record, id), ...sections(record, names).filter(Boolean));
}

show().catch((error) => say(`The entity could not be shown: ${error.message}`));
