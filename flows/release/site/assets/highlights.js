// A text with its rows marked: spans may lie in one another or overlap, so the text is cut at every end of one.

/** Places of code points as places of this language's string units; the tables count code points. */
export function unitsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (place) => place;
  const places = [];
  let units = 0;
  for (const character of text) {
    places.push(units);
    units += character.length;
  }
  places.push(units);
  return (place) => places[Math.min(place, places.length - 1)];
}

/**
 * Pieces of text[start, end) between which nothing begins or ends: {start, end, spans} in order.
 * `spans` are {start, end, …}, sorted by start; each piece has those that cover it.
 */
export function piecesOf(start, end, spans) {
  const here = spans.filter((span) => span.start < end && span.end > start);
  const cuts = new Set([start, end]);
  for (const span of here) {
    if (span.start > start) cuts.add(span.start);
    if (span.end < end) cuts.add(span.end);
  }
  const places = [...cuts].sort((one, other) => one - other);
  let next = 0;
  let open = [];
  return places.slice(0, -1).map((from, index) => {
    open = open.filter((span) => span.end > from);
    while (next < here.length && here[next].start <= from) open.push(here[next++]);
    return { start: from, end: places[index + 1], spans: open };
  });
}

/**
 * Nodes for the pieces, a wrapper around each run of pieces that the same spans of a layer cover.
 * `layers` are {name, wrap(spans, children)}, outermost first; `say(piece)` gives the text of a piece.
 */
export function marked(pieces, layers, say, depth = 0) {
  if (depth === layers.length) return pieces.map((piece) => document.createTextNode(say(piece)));
  const layer = layers[depth];
  const nodes = [];
  let run = [];
  const covering = (piece) => piece.spans.filter((span) => span.layer === layer.name);
  const flush = () => {
    if (!run.length) return;
    const inner = marked(run, layers, say, depth + 1);
    const spans = covering(run[0]);
    nodes.push(...(spans.length ? [layer.wrap(spans, inner)] : inner));
    run = [];
  };
  for (const piece of pieces) {
    if (run.length && !same(covering(run[0]), covering(piece))) flush();
    run.push(piece);
  }
  flush();
  return nodes;
}

const same = (some, others) => some.length === others.length && some.every((span, index) => span === others[index]);

/** The lines of a text as {start, end} in code points; a line is a paragraph. */
export function linesOf(text) {
  const lines = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const length = /[\ud800-\udfff]/.test(line) ? [...line].length : line.length;
    if (length) lines.push({ start, end: start + length });
    start += length + 1;
  }
  return lines;
}
