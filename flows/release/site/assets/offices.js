// When an office is attested, drawn between the first and the last day of all of them.

const SVG = "http://www.w3.org/2000/svg";

export function spansChart(first, last, from, until) {
  const day = (text) => Date.parse(text);
  const share = (text) => (100 * (day(text) - day(from))) / (day(until) - day(from));
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "span");
  drawing.setAttribute("aria-hidden", "true");
  const bar = document.createElementNS(SVG, "rect");
  const start = Math.min(share(first), 99);
  for (const [name, value] of Object.entries({ x: `${start}%`, width: `${Math.max(share(last) - start, 1)}%`, height: "100%", rx: 2 })) bar.setAttribute(name, value);
  drawing.append(bar);
  return drawing;
}
