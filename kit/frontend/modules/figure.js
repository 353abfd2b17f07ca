/** @typedef {import("./scores.js").Scale} Scale */
/** @typedef {import("./scores.js").Score} Score */
/** @typedef {import("./speech.js").Words} Words */
/** @typedef {{ number: string, label: string }} End */

const SVG = "http://www.w3.org/2000/svg";
const LINE = 1.35;

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
function draw(tag, attributes, ...children) {
  const el = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  el.append(...children);
  return el;
}

/** @param {string} text @param {number} room in characters */
function wrap(text, room) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** @param {string[]} lines @param {string} x */
const spans = (lines, x) =>
  lines.flatMap((line, n) => [
    // Whoever copies or hears the text needs the space that the new line replaces.
    ...(n ? [draw("tspan", { "font-size": "0" }, " ")] : []),
    draw("tspan", { x, dy: n ? `${LINE}em` : "0" }, line)
  ]);

/**
 * One dot for each area on one shared scale. Lengths are in em and per cent, so that it grows
 * with the reader's type and fits every width.
 * @param {Score[]} all @param {Scale} scale @param {Words} words @param {[End, End]} ends
 * @param {number} room characters that surely fit on a line
 */
export function figure(all, scale, { t, one, languageOf }, ends, room) {
  /** @param {number} value */
  const x = (value) => `${3 + (94 * (value - scale.minimum)) / (scale.maximum - scale.minimum)}%`;
  const told = [
    ...all.map(
      ({ dimension, score }) => `${dimension.name}: ${score === null ? t("too-few") : one(score)}`
    ),
    ends.map(({ number, label }) => `${number} = ${label}`).join(", ")
  ];
  const svg = draw(
    "svg",
    { role: "img", class: "kit-figure", width: "100%" },
    draw("title", {}, t("figure")),
    draw("desc", {}, told.join("; "))
  );
  let y = 0;
  for (const { dimension, score } of all) {
    const lines = wrap(dimension.name, room - 5);
    const track = `${y + lines.length * LINE + 0.7}em`;
    svg.append(
      draw("text", { y: `${y + 1}em`, ...languageOf(dimension.name) }, ...spans(lines, "0")),
      draw("line", {
        class: "kit-track",
        x1: x(scale.minimum),
        x2: x(scale.maximum),
        y1: track,
        y2: track
      })
    );
    for (const { value } of scale.categories)
      svg.append(draw("circle", { class: "kit-tick", cx: x(value), cy: track, r: "0.2em" }));
    svg.append(
      draw(
        "text",
        { class: "kit-score", x: "100%", y: `${y + 1}em` },
        score === null ? "–" : one(score)
      )
    );
    if (score !== null)
      svg.append(draw("circle", { class: "kit-dot", cx: x(score), cy: track, r: "0.55em" }));
    y += lines.length * LINE + 2;
  }
  // Each end of the scale has its half, below its end of the lines; long words break there.
  const halves = ends.map(({ number, label }) => wrap(`${number} = ${label}`, room / 2));
  halves.forEach((lines, n) => {
    const place = { class: n ? "kit-end kit-score" : "kit-end", y: `${y + 0.8}em` };
    svg.append(
      draw(
        "text",
        { ...place, ...languageOf(ends[n]?.label ?? "") },
        ...spans(lines, n ? "100%" : "0")
      )
    );
  });
  const most = Math.max(...halves.map(({ length }) => length));
  svg.setAttribute("height", `${y + 1.4 + LINE * (most - 1)}em`);
  return svg;
}
