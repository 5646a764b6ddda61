// The list of entities by type.

import { element } from "./page.js";

const rows = [...document.querySelectorAll("#entities > li")];
const types = document.getElementById("types");
const asked = new URLSearchParams(location.search).get("type") ?? "";

function show(type) {
  for (const row of rows) row.hidden = type !== "" && row.dataset.type !== type;
  for (const button of types.children) button.setAttribute("aria-pressed", String(button.value === type));
  history.replaceState(null, "", type ? `?type=${encodeURIComponent(type)}` : location.pathname);
}

const found = [...new Set(rows.map((row) => row.dataset.type))];
for (const type of ["", ...found]) {
  const button = element("button", { type: "button", value: type }, type || "all");
  button.addEventListener("click", () => show(type));
  types.append(button);
}
types.hidden = false;
show(found.includes(asked) ? asked : "");
