/** What a round is, said before the first statement: in three lines, and below them all of it. */

import { make } from "./elements.js";

/** The fewest answers that the figures of a single statement may depend on. */
const ITEM_FLOOR = 10;

/** @typedef {{ unit: string, k: number, item_figures: boolean, purpose: string, discussed_on: string, closes_on: string | null, shown_until: string | null, code_kind: "room" | "slips", slips_drawn: number | null, people: number | null, raised_to: number | null, raised_from: number | null }} Round */
/** @typedef {Record<string, string | number | undefined>} Values */
/** @typedef {(key: string, values?: Values) => string} Translate */
/** @typedef {(date: string) => string} Day */

/** @param {(string | Node)[]} points */
const list = (points) => make("ul", {}, ...points.map((point) => make("li", {}, point)));

/** @param {Round} round @param {Translate} t @param {Day} day */
export function shortTerms({ unit, purpose, k, shown_until: until }, t, day) {
  const about = make(
    "div",
    { class: "kit-clamped" },
    make("strong", {}, `${unit}:`),
    ` ${purpose}`
  );
  const lines = [about, t("#voluntary-short"), t("#at-the-end", { k })];
  // Never folded: who knows it not before the first statement has not been told.
  if (until) lines.push(t("#shown-to-all", { unit, date: day(until) }));
  return list(lines);
}

/** Everything, for whom three lines are not enough. @param {Round} round @param {number} n items @param {Translate} t @param {Day} day */
export function allTerms(round, n, t, day) {
  const { k, closes_on: closes, raised_to: people } = round;
  const facts = [
    ["#asked", round.unit],
    ["#purpose", round.purpose],
    ["#discussed", day(round.discussed_on)],
    ...(closes ? [["#until", day(closes)]] : [])
  ].map(([key = "", value = ""]) => make("div", {}, make("dt", {}, t(key)), make("dd", {}, value)));
  const points = [
    t("#voluntary"),
    t("#only-us", { n }),
    t("#averages", { k }),
    t(round.item_figures ? "#items-shown" : "#items-hidden", { k: Math.max(ITEM_FLOOR, k) }),
    t("#until-closing"),
    way(round, t)
  ];
  if (people) points.push(t("#raised", { people, registered: round.raised_from ?? 0 }));
  return make(
    "details",
    {},
    make("summary", {}, t("#all-about")),
    make("dl", {}, ...facts),
    list(points)
  );
}

/** How one gets in, and what that is worth; of an older collector without the number. @param {Round} round @param {Translate} t */
function way({ code_kind: kind, slips_drawn: drawn, people }, t) {
  if (kind !== "slips") return t("#room");
  return drawn && people ? `${t("#slip")} ${t("#slips-drawn", { drawn, people })}` : t("#slip");
}
