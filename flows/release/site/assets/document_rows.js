// The rows of a document as lists, each with its proof: what found it, how sure it is, where it stands, who else tells it.

import { counted, documentAddress, element, number, told } from "./page.js";
import { unitsOf } from "./highlights.js";

const SHORT = 180; // characters of a row's words in the list; the text beside it has all

const shortened = (text) => ([...text].length > SHORT ? `${[...text].slice(0, SHORT).join("")}…` : text);

const percent = (share) => `${Math.round(share * 100)} %`;

/** The other documents that quote the same words. */
function elsewhere(span) {
  if (!span.others) return null;
  const more = span.others - span.elsewhere.length;
  return element("details", { class: "elsewhere" },
    element("summary", {}, `The same words in ${counted(span.others, "other document")}`),
    element("ul", {}, span.elsewhere.map(([document, quote, title, publisher, date]) => element("li", {},
      element("a", { href: documentAddress(document, quote) }, told(title ?? "Untitled document")), publisher ? [", ", told(publisher)] : "", date ? `, ${date}` : "")),
      more > 0 && element("li", {}, `and ${number(more)} more`)));
}

function item(span, what, about, words) {
  const place = element("a", { href: `#${span.id}` }, `characters ${number(span.start)}–${number(span.end)}`);
  return element("li", { "data-row": span.id },
    element("p", { class: "what" }, what),
    words && element("p", { class: "said", dir: "auto" }, shortened(words)),
    element("p", { class: "note" }, about.filter(Boolean).map((part) => [part, " · "]), place, ` · ${percent(span.confidence)} sure`),
    elsewhere(span),
    element("p", { class: "proof" }, element("code", {}, span.id), span.method ? ` ${span.method}` : ""),
  );
}

/** The lists of quotes, events, offices and names. `link(entity)` gives a link to an entity. */
export function rowsSection(spans, record, link) {
  const units = record.text ? unitsOf(record.text) : null;
  const words = (span) => (units ? record.text.slice(units(span.start), units(span.end)) : span.text ?? null);
  const kind = (text) => element("span", { class: "kind" }, text);
  const wide = matchMedia("(min-width: 64rem)").matches; // below, the text comes first and the lists wait to be opened
  const lists = [
    ["quotes", "Quotes", (span) => item(span,
      [span.speaker ? [link(span.speaker), element("span", { class: "sure" }, ` ${percent(span.speakerConfidence)} sure`)] : element("span", {}, "Speaker not told"), " ", kind(span.kind)],
      [span.speakerText && element("span", {}, "named as “", told(span.speakerText), "”"), span.cue && element("span", {}, "by “", told(span.cue), "”")], words(span))],
    ["events", "Events", (span) => item(span,
      [kind(span.kind), " ", kind(span.status), ` ${span.date ?? "no date"}`, span.basis && element("span", { class: "sure" }, " (", element("a", { href: "dictionary.html#codes-date_bases" }, span.basis), ")"), span.place ? [", ", link(span.place)] : ""],
      [span.trigger && element("span", {}, "told by “", told(span.trigger), "”"), ...(span.participants ?? []).map(([entity, role]) => element("span", {}, `${role} `, link(entity)))], words(span))],
    ["roles", "Offices", (span) => item(span, [link(span.person), ": ", told(span.title)], [span.organization && link(span.organization)], null)],
    ["mentions", "Names", (span) => item(span, [link(span.entity)], [words(span) && element("span", {}, "as “", told(words(span)), "”")], null)],
  ];
  return element("section", { class: "rows", "aria-label": "Rows of this document" },
    lists.map(([layer, name, shown]) => {
      const rows = spans.filter((span) => span.layer === layer);
      return rows.length > 0 && element("details", { class: `layer ${layer}`, open: wide && (layer === "quotes" || layer === "events") },
        element("summary", {}, element("h2", {}, name), " ", element("span", { class: "count" }, number(rows.length))),
        element("ol", {}, rows.map(shown)));
    }));
}
