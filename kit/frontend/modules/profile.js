import { make } from "./elements.js";
import { figure } from "./figure.js";
import { scores } from "./scores.js";

/** @typedef {import("./figure.js").End} End */
/** @typedef {import("./scores.js").Band} Band */
/** @typedef {import("./scores.js").Dimension} Dimension */
/** @typedef {import("./scores.js").Exercise} Exercise */
/** @typedef {import("./scores.js").Scale} Scale */
/** @typedef {import("./scores.js").Score} Score */
/** @typedef {import("./speech.js").Mark} Mark */
/** @typedef {import("./speech.js").Words} Words */

/**
 * Say which areas are highest and lowest; areas within an eighth of the scale are alike.
 * @param {Score[]} all @param {Scale} scale @param {Words} words
 */
function standsOut(all, scale, { say, mark }) {
  const counted = all.flatMap(({ dimension, score }) =>
    score === null ? [] : [{ name: dimension.name, score }]
  );
  if (!counted.length) return say("too-few-at-all");
  const values = counted.map(({ score }) => score);
  const high = Math.max(...values);
  const low = Math.min(...values);
  /** @param {number} value */
  const at = (value) =>
    counted
      .filter(({ score }) => score === value)
      .flatMap(({ name }, n) => (n ? [", ", mark(name)] : mark(name)));
  if (counted.length === 1) return say("only", { area: at(high) });
  if (high - low < (scale.maximum - scale.minimum) / 8) return say("alike");
  return say("stands-out", { highest: at(high), lowest: at(low) });
}

/**
 * What one could do next, with its links as the page has them.
 * @param {HTMLElement} byHand @param {Dimension} dimension @param {Band | undefined} band @param {Mark} mark
 */
function advice(byHand, dimension, band, mark) {
  const there = byHand.querySelector(
    `[data-band="${CSS.escape(`${dimension.id}.${band?.id}`)}"] .kit-next-step`
  );
  return there
    ? Array.from(there.childNodes, (node) => node.cloneNode(true))
    : [mark(band?.next ?? "")];
}

/** What the scores might mean, by area. @param {Score[]} all @param {Words} words */
function meanings(all, { t, mark }) {
  return all
    .filter(({ band, score }) => band || score === null)
    .flatMap(({ dimension, band }) => [
      make("dt", {}, mark(dimension.name)),
      make("dd", {}, band ? mark(band.text) : t("too-few-here"))
    ]);
}

/** What one could do next, the lowest first. @param {Score[]} all @param {Words} words @param {HTMLElement} byHand */
function steps(all, { mark }, byHand) {
  return all
    .filter(({ band }) => band?.next)
    .sort((a, b) => Number(a.score) - Number(b.score))
    .flatMap(({ dimension, band }) => [
      make("dt", {}, mark(dimension.name)),
      make("dd", {}, ...advice(byHand, dimension, band, mark))
    ]);
}

/** @param {Scale} scale @param {Words} words @returns {[End, End]} */
function endsOf({ minimum, maximum, categories }, { short }) {
  /** @param {number} value @returns {End} */
  const end = (value) => ({
    number: short(value),
    label: categories.find((category) => category.value === value)?.label ?? ""
  });
  return [end(minimum), end(maximum)];
}

/**
 * @param {Exercise} exercise @param {Record<string, string>} answers @param {Words} words
 * @param {HTMLElement} byHand the same advice, whose exercises are links @param {() => number} room
 */
export function profile(exercise, answers, words, byHand, room) {
  const { scale } = exercise;
  const { t } = words;
  const level = Number(byHand.querySelector("h2, h3, h4, h5, h6")?.tagName[1] ?? 3);
  const heading = /** @type {"h2"} */ (`h${Math.min(level, 6)}`);
  const below = /** @type {"h3"} */ (`h${Math.min(level + 1, 6)}`);
  const all = scores(exercise, answers);
  const means = meanings(all, words);
  const next = steps(all, words, byHand);
  const ends = endsOf(scale, words);
  const picture = () => figure(all, scale, words, ends, room());
  const section = make(
    "section",
    { class: "kit-profile" },
    make(heading, { tabindex: "-1" }, t("profile")),
    make(below, {}, t("what-stands-out")),
    make("p", { class: "kit-lead" }, ...standsOut(all, scale, words)),
    picture(),
    ...(means.length ? [make(below, {}, t("what-it-might-mean")), make("dl", {}, ...means)] : []),
    ...(next.length ? [make(below, {}, t("what-next")), make("dl", {}, ...next)] : []),
    make("p", { class: "kit-note" }, t("no-test"))
  );
  return { section, redraw: () => section.querySelector("svg")?.replaceWith(picture()) };
}
