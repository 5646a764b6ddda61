// The rows of a table: those on the page are filtered as one types, all of them by the engine.

import { answerOf, cells, csvOf, download } from "./answers.js";
import { engine } from "./engine.js";
import { counted, element, hasEngine, release, say } from "./page.js";

const table = document.getElementById("rows");
const { table: name, rows: rowsInAll, complete } = table.dataset;
const columns = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
const form = document.getElementById("filter");
const column = document.getElementById("column");
const words = document.getElementById("words");
const ask = document.getElementById("ask");
const given = [...table.tBodies[0].rows];
const SHOWN = 200;

const literal = (text) => `'${text.replaceAll("'", "''")}'`;

/** The rows asked for, as SQL. */
function query() {
  if (!words.value) return `SELECT * FROM ${name}`;
  const meant = column.value ? `${column.value}::VARCHAR` : `concat_ws(' ', ${columns.map((one) => `${one}::VARCHAR`).join(", ")})`;
  return `SELECT * FROM ${name} WHERE contains(lower(${meant}), lower(${literal(words.value)}))`;
}

function filterShown() {
  const wanted = words.value.toLowerCase();
  const place = columns.indexOf(column.value);
  for (const row of given) {
    const text = place < 0 ? row.textContent : row.cells[place].textContent;
    row.hidden = !text.toLowerCase().includes(wanted);
  }
  table.tBodies[0].replaceChildren(...given);
  const left = given.filter((row) => !row.hidden).length;
  say(complete === "yes" ? `${counted(left, "row")}.` : `${counted(left, "row")} of the first ${given.length}; there are ${counted(Number(rowsInAll), "row")} in all.`);
}

async function withEngine(work) {
  say("The engine is being fetched (8 MB, once) …");
  try {
    return await work(await engine());
  } catch (error) {
    say(`That did not work: ${error.message}`);
    return null;
  }
}

async function filterAll() {
  await withEngine(async (connection) => {
    const [{ rows: [[count]] }, answer] = [
      await answerOf(connection, `SELECT count(*) FROM (${query()})`),
      await answerOf(connection, `${query()} LIMIT ${SHOWN}`),
    ];
    table.tBodies[0].replaceChildren(...answer.rows.map((row) => element("tr", {}, cells(row, columns))));
    say(count > SHOWN ? `${counted(count, "row")}; the first ${SHOWN} are shown, the CSV has all.` : `${counted(count, "row")}.`);
  });
}

async function exportRows() {
  const file = `${name}-${release}${words.value ? "-filtered" : ""}.csv`;
  if (!hasEngine) {
    const shown = [...table.tBodies[0].rows].filter((row) => !row.hidden);
    return download(file, csvOf({ columns, rows: shown.map((row) => [...row.cells].map((cell) => cell.textContent)) }));
  }
  await withEngine(async (connection) => {
    const answer = await answerOf(connection, query());
    download(file, csvOf(answer));
    say(`${counted(answer.rows.length, "row")} in ${file}.`);
  });
}

form.hidden = false;
ask.hidden = !hasEngine || complete === "yes";
words.addEventListener("input", filterShown);
column.addEventListener("change", filterShown);
form.addEventListener("submit", (submit) => {
  submit.preventDefault();
  if (ask.hidden) filterShown();
  else filterAll();
});
document.getElementById("csv").addEventListener("click", exportRows);
