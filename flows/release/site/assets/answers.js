// Answers of the engine as rows of plain values, as a table on the page, and as CSV.

import { documentAddress, element, entityAddress } from "./page.js";

const DATE = 8;
const TIMESTAMP = 10;
const ID = /^[a-z]{3}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/; // what a spreadsheet takes for the start of a formula

function plain(value, type) {
  if (value === null || value === undefined) return null;
  if (type?.typeId === DATE) return new Date(Number(value)).toISOString().slice(0, 10);
  if (type?.typeId === TIMESTAMP) return new Date(Number(value)).toISOString().replace("T", " ").replace(/\.?0*Z$/, "");
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "object" && typeof value[Symbol.iterator] === "function") return [...value].map((item) => plain(item, type?.children?.[0]?.type));
  if (typeof value === "object") return String(value);
  return value;
}

/** {columns, rows, complete}: at most `limit` rows of the answer. */
export async function answerOf(connection, sql, limit = Infinity) {
  const reader = await connection.send(sql, true);
  const rows = [];
  let columns = [];
  let complete = true;
  for await (const batch of reader) {
    columns = batch.schema.fields.map((field) => field.name);
    const vectors = batch.schema.fields.map((field, index) => [batch.getChildAt(index), field.type]);
    for (let row = 0; row < batch.numRows; row++) {
      if (rows.length === limit) {
        complete = false;
        break;
      }
      rows.push(vectors.map(([vector, type]) => plain(vector.get(row), type)));
    }
    if (!complete) break;
  }
  if (!complete) await connection.cancelSent().catch(() => {});
  if (!columns.length) columns = reader.schema?.fields.map((field) => field.name) ?? [];
  return { columns, rows, complete };
}

export const textOf = (value) => (value === null ? "" : Array.isArray(value) ? value.map(textOf).join(" · ") : String(value));

/** A page for what an id names, or null; a row's own document is where its span is shown. */
function addressOf(value, columns, row) {
  if (typeof value !== "string" || !ID.test(value)) return null;
  if (value.startsWith("ent-")) return entityAddress(value);
  if (value.startsWith("doc-")) return documentAddress(value);
  const home = row[columns.indexOf("document_id")];
  return typeof home === "string" && ID.test(home) ? documentAddress(home, value) : null;
}

export function cells(row, columns) {
  return row.map((value) => {
    const address = addressOf(value, columns, row);
    const id = typeof value === "string" && ID.test(value);
    const text = element("bdi", { title: id ? value : null }, textOf(value));
    return element("td", { class: value === null ? "null" : id ? "id" : typeof value === "number" ? "count" : null }, address ? element("a", { href: address }, text) : text);
  });
}

export function tableOf({ columns, rows }, label) {
  return element("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": label },
    element("table", {},
      element("thead", {}, element("tr", {}, columns.map((column, place) => element("th", { scope: "col", class: rows.length && rows.every((row) => typeof row[place] === "number") ? "count" : null }, column)))),
      element("tbody", {}, rows.map((row) => element("tr", {}, cells(row, columns))))));
}

/** CSV (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvOf({ columns, rows }) {
  const cell = (value) => {
    const text = Array.isArray(value) ? value.map(textOf).join(" | ") : textOf(value);
    const safe = typeof value !== "number" && FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** Hand a CSV to the reader. The mark at its start tells spreadsheets that it is UTF-8. */
export function download(name, csv) {
  const address = URL.createObjectURL(new Blob(["\ufeff", csv], { type: "text/csv;charset=utf-8" }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
