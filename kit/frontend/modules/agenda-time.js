/**
 * An agenda against the clock: which variant fits, which steps are left out or get other minutes, where
 * the plan is, how far ahead or behind one is.
 */

import { clockTimes, fields, number, total, variantOf } from "./agenda.js";

/** @typedef {import("./agenda.js").Agenda} Agenda */
/** @typedef {import("./agenda.js").Changes} Changes */
/** @typedef {import("./agenda.js").Planned} Planned */
/** @typedef {import("./agenda.js").Variant} Variant */

const LONGEST = 600;

/**
 * @param {Agenda} agenda
 * @param {number} minutes the time there is
 * @returns {string} the longest variant that fits, or the shortest where none does
 */
export function variantFor(agenda, minutes) {
  const timed = agenda.variants.filter(({ fits }) => fits === "time");
  const fitting = timed.filter(({ steps }) => total(steps) <= minutes);
  const better = fitting.length ? 1 : -1;
  const [first, ...others] = fitting.length ? fitting : timed;
  return others.reduce(
    (best, each) => ((total(each.steps) - total(best.steps)) * better > 0 ? each : best),
    /** @type {Variant} */ (first)
  ).id;
}

/**
 * @param {Planned[]} planned
 * @param {number} seconds since the start
 * @returns {number} the place of the step that the plan has then; after the end their number
 */
export function scheduled(planned, seconds) {
  return clockTimes(planned, 0).filter(([, end]) => end * 60 <= seconds).length;
}

/**
 * How a workshop stands that is at a step, in seconds: what is left of it, the rest if what comes
 * takes as long as planned, and how far it is behind.
 * @param {Planned[]} planned
 * @param {number} at the place of the step
 * @param {number} into seconds since the step began, without pauses
 * @param {number} since seconds since the start, with everything
 */
export function standing(planned, at, into, since) {
  const left = (planned[at]?.minutes ?? 0) * 60 - into;
  const rest = Math.max(0, left) + total(planned.slice(at + 1)) * 60;
  return { left, rest, behind: since + rest - total(planned) * 60 };
}

/**
 * @param {string} fragment of an address, without `#`
 * @param {Agenda} agenda
 * @returns {Required<Changes>} what it changes of its variant; what that does not know is left out
 */
export function readChanges(fragment, agenda) {
  const get = fields(fragment);
  const known = variantOf(agenda, get("variant")).steps.map(({ step }) => step);
  const left = get("without").split("+");
  /** @type {Record<string, number>} */
  const minutes = {};
  for (const pair of get("minutes").split("+")) {
    const [, step = "", digits = ""] = /^(.*)\.(.*)$/s.exec(pair) ?? [];
    const wanted = number(digits, LONGEST);
    if (known.includes(step) && wanted !== null) minutes[step] = wanted;
  }
  return { without: known.filter((step) => left.includes(step)), minutes };
}

/**
 * @param {Required<Changes>} changes
 * @param {Variant} variant
 * @returns {Record<string, string>} the parts of a fragment that say them; usual things are empty
 */
export function changedParts({ without, minutes }, { steps }) {
  const changed = steps.flatMap(({ step, minutes: usual }) => {
    const wanted = minutes[step] ?? usual;
    return wanted === usual ? [] : [`${step}.${wanted}`];
  });
  const left = steps.map(({ step }) => step).filter((step) => without.includes(step));
  return { without: left.join("+"), minutes: changed.join("+") };
}
