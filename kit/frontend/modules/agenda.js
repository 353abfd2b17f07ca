/**
 * A workshop or a group exercise in time, as `kit.agenda` computes it in Python: which steps, when,
 * in groups of how many. Both have to agree on the same table of cases.
 *
 * @typedef {{ id: string, title: string, minutes: number, method: string }} Step
 * @typedef {{ id: string, name?: string, fits: string, steps: { step: string, minutes: number }[] }} Variant
 * @typedef {{ steps: Step[], variants: Variant[] }} Agenda the usual variant first, without an id
 * @typedef {{ step: Step, minutes: number }} Planned
 * @typedef {{ without?: string[], minutes?: Record<string, number> }} Changes
 * @typedef {{ variant: string, start: number | null, people: number | null } & Changes} Choice
 */

const DAY = 24 * 60;
const MOST = 1000;

/** @type {Record<string, number>} */
const SIZES = { alone: 1, pairs: 2, threes: 3, fours: 4, groups: 5 };

/**
 * @param {Agenda} agenda
 * @param {string} id
 * @returns {Variant} the usual one where there is none of that name
 */
export function variantOf(agenda, id) {
  const found = agenda.variants.find((each) => each.id === id) ?? agenda.variants[0];
  return /** @type {Variant} */ (found);
}

/** @param {{ minutes: number }[]} steps */
export function total(steps) {
  return steps.reduce((sum, { minutes }) => sum + minutes, 0);
}

/**
 * @param {Agenda} agenda
 * @param {Choice} choice
 * @returns {Planned[]} the steps that are done, in order
 */
export function plan(agenda, { variant, without = [], minutes = {} }) {
  const steps = new Map(agenda.steps.map((step) => [step.id, step]));
  return variantOf(agenda, variant)
    .steps.filter(({ step }) => !without.includes(step))
    .map((each) => ({
      step: /** @type {Step} */ (steps.get(each.step)),
      minutes: minutes[each.step] ?? each.minutes
    }));
}

/** @param {string} text a time such as 08:15 @returns {number | null} the minute of the day */
export function minuteOf(text) {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

/** @param {number} minute of the day; a night shift goes on past midnight */
export function clockTime(minute) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${two(Math.floor((minute % DAY) / 60))}:${two(minute % 60)}`;
}

/**
 * @param {Planned[]} planned
 * @param {number} start
 * @returns {[number, number][]} when each step begins and ends, in minutes of the first day
 */
export function clockTimes(planned, start) {
  let at = start;
  return planned.map(({ minutes }) => {
    at += minutes;
    return [at - minutes, at];
  });
}

/**
 * @param {number} people those who take part
 * @param {string} method
 * @returns {number[]} how many are in each group, the larger ones first
 */
export function groupSizes(people, method) {
  const size = SIZES[method] ?? people;
  let count = Math.max(1, Math.floor((2 * people + size) / (2 * size)));
  while (count > 1 && Math.floor(people / count) < Math.max(size - 1, Math.min(size, 2))) count--;
  const small = Math.floor(people / count);
  return Array.from({ length: count }, (_, n) => small + (n < people % count ? 1 : 0));
}

/** @param {string} text @param {number} most @returns {number | null} */
export function number(text, most) {
  return /^[1-9]\d{0,3}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

/** @param {string} fragment of an address, without `#` @returns {(name: string) => string} */
export function fields(fragment) {
  const given = new URLSearchParams(fragment.replaceAll("+", "%2B"));
  return (name) => given.get(name) ?? "";
}

/**
 * @param {string} fragment of an address, without `#`
 * @param {Agenda} agenda
 * @returns {Choice} what it says; what the agenda does not know is left out
 */
export function readChoice(fragment, agenda) {
  const get = fields(fragment);
  return {
    variant: variantOf(agenda, get("variant")).id,
    start: minuteOf(get("start")),
    people: number(get("people"), MOST)
  };
}

/**
 * @param {Choice} choice
 * @param {Record<string, string>} [changes] further parts, as `agenda-time.js` writes them
 * @returns {string} the fragment that says it, without `#`; usual things are left out
 */
export function fragmentOf({ variant, start, people }, changes = {}) {
  const parts = {
    variant,
    ...changes,
    start: start === null ? "" : clockTime(start),
    people: String(people ?? "")
  };
  return Object.entries(parts)
    .flatMap(([name, value]) => (value ? [`${name}=${value}`] : []))
    .join("&");
}
