// Pages are built of elements and text nodes alone: no string of the data is ever read as markup.

const site = document.documentElement.dataset;

export const release = site.release;
export const documentsInAll = Number(site.documents);
export const hasEngine = site.engine === "yes";

/** An element with attributes (null and false ones left out) and children: elements, text, or null for nothing. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Text of the data, its direction kept to itself: a right-to-left mark in it moves nothing beside it. */
export const told = (text) => element("bdi", {}, text ?? "");

export const entityAddress = (id) => `entity.html?id=${encodeURIComponent(id)}`;
export const documentAddress = (id, row = "") => `document.html?id=${encodeURIComponent(id)}${row && `#${encodeURIComponent(row)}`}`;
export const sqlAddress = (sql) => `sql.html#${new URLSearchParams({ release, sql })}`;

export const entityLink = (id, name, type) => element("a", { class: `entity ${type}`, href: entityAddress(id) }, told(name ?? id));

/** The text if it is an address of the web, else null. */
export const webAddress = (text) => (/^https?:\/\//i.test(text ?? "") ? text : null);

export const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
export const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

export function say(text) {
  const status = document.getElementById("status");
  status.textContent = text;
  status.hidden = !text;
}
