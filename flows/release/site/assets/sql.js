// The SQL console: questions typed, clicked or linked to, answers as a table, CSV, link and citation.

import { answerOf, csvOf, download, tableOf } from "./answers.js";
import { engine } from "./engine.js";
import { counted, element, release, say, sqlAddress } from "./page.js";

const form = document.getElementById("console");
const field = document.getElementById("sql");
const run = document.getElementById("run");
const place = document.getElementById("answer");
const wrong = document.getElementById("error");
const bar = document.getElementById("progress");
const SHOWN = 500;
let answered = null;

function progress(loaded, total) {
  bar.hidden = false;
  bar.max = total || 8e6;
  bar.value = loaded;
}

async function ask() {
  const sql = field.value.trim().replace(/;\s*$/, "");
  if (!sql) return;
  history.replaceState(null, "", sqlAddress(sql));
  for (const button of document.querySelectorAll("#csv, #cite")) button.disabled = true;
  run.disabled = true;
  wrong.hidden = true;
  say("Working …");
  try {
    const connection = await engine(progress);
    bar.hidden = true;
    const before = performance.now();
    const answer = await answerOf(connection, sql, SHOWN);
    answered = { sql, answer };
    place.replaceChildren(tableOf(answer, "Answer"));
    const seconds = ((performance.now() - before) / 1000).toFixed(2);
    say(`${counted(answer.rows.length, "row")}${answer.complete ? "" : " and more; the CSV has all"}, ${seconds} s.`);
    for (const button of document.querySelectorAll("#csv, #cite")) button.disabled = false;
  } catch (error) {
    place.replaceChildren();
    wrong.textContent = error.message;
    wrong.hidden = false;
    say("");
  } finally {
    bar.hidden = true;
    run.disabled = false;
  }
}

/** The whole answer of the question that was answered last. */
async function wholeAnswer() {
  if (!answered.answer.complete) answered.answer = await answerOf(await engine(), answered.sql);
  return answered.answer;
}

const permalink = () => new URL(sqlAddress(field.value.trim().replace(/;\s*$/, "")), location.href).href;

async function hashOf(text) {
  if (!crypto.subtle) return null; // browsers give it to https and the own machine alone
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function cite() {
  const answer = await wholeAnswer();
  const hash = await hashOf(csvOf(answer));
  const lines = [`Kenes, release ${release}, ${counted(answer.rows.length, "row")} in answer to:`, answered.sql, permalink(), hash && `SHA-256 of the answer as CSV: ${hash}`];
  document.getElementById("citation")?.remove();
  place.before(element("pre", { id: "citation", tabindex: "0", "aria-label": "Citation" }, lines.filter(Boolean).join("\n")));
}

async function copyLink() {
  history.replaceState(null, "", permalink());
  try {
    await navigator.clipboard.writeText(permalink());
    say("The link is copied: it carries the question and the release.");
  } catch {
    say("The link is in the address bar: it carries the question and the release.");
  }
}

/** A question in the address is shown; one made for another release says so and leads there. */
function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  if (asked.get("sql")) field.value = asked.get("sql");
  const other = asked.get("release");
  const note = document.getElementById("moved");
  note.hidden = !other || other === release;
  if (note.hidden) return;
  const there = /^v\d{4}\.\d+\.\d+$/.test(other) ? `../../${other}/site/sql.html${location.hash}` : null;
  note.replaceChildren(`This link was made for release ${other}; here is ${release}, whose answer may differ. `, there ? element("a", { href: there }, "Ask the other release") : "");
}

form.addEventListener("submit", (submit) => {
  submit.preventDefault();
  ask();
});
field.addEventListener("keydown", (key) => {
  if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) {
    key.preventDefault();
    ask();
  }
});
document.getElementById("csv").addEventListener("click", async () => download(`answer-${release}.csv`, csvOf(await wholeAnswer())));
document.getElementById("link").addEventListener("click", copyLink);
document.getElementById("cite").addEventListener("click", cite);
for (const button of document.querySelectorAll("button.ask")) {
  button.addEventListener("click", () => {
    field.value = button.closest(".question").querySelector("pre").textContent.trim();
    field.scrollIntoView({ block: "center" });
    ask();
  });
}
// Who goes to the field will ask: the engine starts while they type.
field.addEventListener("focus", () => engine(progress).then(() => (bar.hidden = true), () => {}), { once: true });
addEventListener("hashchange", readAddress);
readAddress();
if (new URLSearchParams(location.hash.slice(1)).get("sql")) ask();
