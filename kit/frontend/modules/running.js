/**
 * A workshop that is run: where it is, how long it has been there, what was counted. A run is data that
 * windows send each other and that is kept for a reload; it knows seconds, never the time of day. What
 * changes it gives a new one.
 *
 * @typedef {import("./agenda.js").Agenda} Agenda
 * @typedef {import("./agenda.js").Choice} Choice
 * @typedef {{ written: string[], rounds: (number | null)[][] }} Vote options that were written in the
 *   room, and how many chose each, the step's own options first; a second round stands beside the first
 * @typedef {object} Run
 * @property {number} revision the higher one is believed
 * @property {string} by who changed it last; that decides between two of one revision
 * @property {string} variant
 * @property {string[]} without steps that are left out
 * @property {Record<string, number>} minutes of steps that got others
 * @property {number} length minutes of all steps when it began
 * @property {number | null} people
 * @property {boolean} begun
 * @property {string | null} step none before the first and after the last
 * @property {boolean} going whether the clock goes
 * @property {boolean} calm whether everybody has a break; the clock stands as long
 * @property {Record<string, number>} spent seconds in each step
 * @property {number} since seconds since it began, with everything
 * @property {string | null} vote which one is on the wall: that of a step, or "" for the whole
 * @property {Record<string, Vote>} votes
 * @property {string | null} [film] the step whose film plays
 * @property {Record<string, "closed" | "wall">} [results] of steps in practice whose invented answers are
 *   closed, and whether their result is on the wall
 */

import { number, plan, total } from "./agenda.js";
import { standing } from "./agenda-time.js";

const HALF_A_DAY = 12 * 3600;
const PEOPLE = 1000;
const ROUNDS = 2;

/** @param {Agenda} agenda @param {Choice} choice @returns {Run} one that has not begun */
export function fresh(agenda, choice) {
  const { variant, people, without = [], minutes = {} } = choice;
  return {
    revision: 0,
    by: "",
    variant,
    without,
    minutes,
    length: total(plan(agenda, choice)),
    people,
    begun: false,
    step: null,
    going: false,
    calm: false,
    spent: {},
    since: 0,
    vote: null,
    votes: {}
  };
}

/** @param {Run} run @param {number} seconds @returns {Run} the same so much later */
export function later(run, seconds) {
  const { begun, step, going, calm, spent, since } = run;
  if (!begun || step === null) return run;
  const counts = going && !calm;
  return {
    ...run,
    since: since + seconds,
    spent: counts ? { ...spent, [step]: (spent[step] ?? 0) + seconds } : spent
  };
}

/** @param {Run | undefined} mine @param {Run} other @returns {boolean} whether the other one holds */
export function holds(mine, other) {
  if (!mine || other.revision !== mine.revision) return other.revision > (mine?.revision ?? -1);
  return other.by > mine.by;
}

/** @param {Agenda} agenda @param {Run} run the steps that are done, in order */
export function planned(agenda, run) {
  return plan(agenda, { ...run, start: null });
}

/** @param {Agenda} agenda @param {Run} run @returns {number} its place; -1 before all, their number after */
export function position(agenda, run) {
  const steps = planned(agenda, run);
  if (!run.begun) return -1;
  const found = steps.findIndex(({ step }) => step.id === run.step);
  return found < 0 ? steps.length : found;
}

/**
 * How it stands, in seconds: what is left of the step, of all, how far it is behind; and how much of
 * the step's time is left: 0 plenty, 1 a fifth, 2 a twentieth, 3 nothing.
 * @param {Agenda} agenda @param {Run} run
 */
export function stand(agenda, run) {
  const steps = planned(agenda, run);
  const at = position(agenda, run);
  const full = (steps[at]?.minutes ?? 0) * 60;
  const { left, rest } = standing(steps, at, run.spent[run.step ?? ""] ?? 0, run.since);
  const part = full ? left / full : 1;
  return {
    left,
    rest,
    behind: run.since + rest - run.length * 60,
    part,
    level: part > 0.2 ? 0 : part > 0.05 ? 1 : left > 0 ? 2 : 3
  };
}

/**
 * @param {Agenda} agenda @param {Run} run
 * @param {number} to place of the step; it goes on where it was left
 * @returns {Partial<Run>}
 */
export function turn(agenda, run, to) {
  const steps = planned(agenda, run);
  const step = steps[Math.max(to, 0)]?.step.id ?? null;
  const vote = run.step === step ? run.vote : null;
  return { begun: true, step, calm: false, vote, going: run.begun ? run.going : true };
}

/** @param {Agenda} agenda @param {Run} run @returns {Partial<Run>} one minute more for the step */
export function longer(agenda, run) {
  const now = planned(agenda, run).find(({ step }) => step.id === run.step);
  return now ? { minutes: { ...run.minutes, [now.step.id]: now.minutes + 1 } } : {};
}

/**
 * @param {Agenda} agenda @param {Run} run
 * @param {string} step that is left out, or taken in again
 * @returns {Partial<Run>}
 */
export function leaveOut(agenda, run, step) {
  if (run.without.includes(step)) return { without: run.without.filter((each) => each !== step) };
  const on = run.step === step ? turn(agenda, run, position(agenda, run) + 1) : {};
  return { without: [...run.without, step], ...on };
}

/** @param {Run} run @param {string} key @returns {Vote} */
export function voteOf(run, key) {
  return run.votes[key] ?? { written: [], rounds: [[]] };
}

/**
 * @param {Run} run @param {string} key @param {Partial<Vote>} change
 * @returns {Partial<Run>}
 */
export function vote(run, key, change) {
  return { votes: { ...run.votes, [key]: { ...voteOf(run, key), ...change } } };
}

/** @param {Run} run @param {string} key @param {number} at place @param {string} text @returns {Partial<Run>} */
export function write(run, key, at, text) {
  const { written } = voteOf(run, key);
  return vote(run, key, { written: Object.assign([...written], { [at]: text }) });
}

/**
 * @param {Run} run @param {string} key
 * @param {number} round @param {number} option @param {string} digits what the leader entered
 * @returns {Partial<Run>}
 */
export function count(run, key, round, option, digits) {
  const counted = digits === "0" ? 0 : number(digits, PEOPLE);
  const rounds = voteOf(run, key).rounds.map((each) => [...each]);
  const row = rounds[round];
  while (row && row.length <= option) row.push(null);
  if (row) row[option] = counted;
  return vote(run, key, { rounds });
}

/** @param {Run} run @param {string} key @returns {Partial<Run>} another round; what was counted stays */
export function again(run, key) {
  const { rounds } = voteOf(run, key);
  return rounds.length < ROUNDS ? vote(run, key, { rounds: [...rounds, []] }) : {};
}

/** @param {Run} run @param {number} now seconds of the time of day @returns {string} what is kept */
export function keep(run, now) {
  return JSON.stringify({ run, now });
}

/**
 * @param {string | null} text what was kept
 * @param {Agenda} agenda
 * @param {number} now where a clock that went back, or on by more than half a day is not believed
 * @returns {Run | undefined}
 */
export function restore(text, agenda, now) {
  try {
    const kept = JSON.parse(text ?? "");
    const run = read(kept.run, agenda);
    const gone = now - kept.now;
    return run && (gone >= 0 && gone <= HALF_A_DAY ? later(run, gone) : run);
  } catch {
    return undefined;
  }
}

/**
 * @param {any} data from another window, or kept by another version of the page
 * @param {Agenda} agenda
 * @returns {Run | undefined} none if it does not fit
 */
export function read(data, agenda) {
  const usual = fresh(agenda, { variant: "", start: null, people: null });
  const known = agenda.steps.map(({ id }) => id);
  const same = Object.entries(usual).every(
    ([key, value]) => value === null || typeof data?.[key] === typeof value
  );
  if (!same || !agenda.variants.some(({ id }) => id === data.variant)) return undefined;
  if (![null, ...known].includes(data.step) || !Array.isArray(data.without)) return undefined;
  const votes = /** @type {Vote[]} */ (Object.values(data.votes));
  const whole = votes.every((each) =>
    [each?.written, each?.rounds, each?.rounds?.[0]].every(Array.isArray)
  );
  const counted = [data.revision, data.since, ...Object.values(data.spent)];
  return whole && counted.every(Number.isFinite) ? data : undefined;
}
