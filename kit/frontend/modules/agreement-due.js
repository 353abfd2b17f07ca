/** What is due of an agreement on a day: as `kit/measures/due.py` says it. Days are `2026-11-30`. */

/** @typedef {import("./agreement-file.js").Agreement} Agreement */
/** @typedef {import("./agreement-file.js").Measure} Measure */
/**
 * @typedef {{ months: number, lookAgain: boolean, measures: Measure[], unanswered: Measure[], isDue: boolean }} Due
 *   whole months since it was agreed; whether the day to look again has come; measures whose day has
 *   come, in the order of their days; those sent up whose answer is late
 */

/** @param {string} first @param {string} last whole months between two days, never less than 0 */
export function monthsBetween(first, last) {
  const [years = 0, months = 0, days = 0] = first.split("-").map(Number);
  const [year = 0, month = 0, day = 0] = last.split("-").map(Number);
  return Math.max(0, (year - years) * 12 + month - months - Number(day < days));
}

/** @param {Measure} measure whether somebody still has something to do about it */
export const isOpen = ({ status }) => status !== "done" && status !== "dropped";

/** @param {Agreement} agreement @param {string} today @returns {Due} */
export function dueOf({ agreed, next, held, measures }, today) {
  const come = (/** @type {string | null | undefined} */ day) => Boolean(day) && `${day}` <= today;
  const lookAgain = come(next) && !held.some((day) => day >= `${next}`);
  const late = measures.filter((each) => isOpen(each) && come(each.due));
  const unanswered = measures.filter(
    ({ status, sent_up: sent }) => status === "sent-up" && !sent?.answered && come(sent?.due)
  );
  late.sort(
    (one, other) => Number(`${one.due}` > `${other.due}`) - Number(`${one.due}` < `${other.due}`)
  );
  return {
    months: monthsBetween(agreed, today),
    lookAgain,
    measures: late,
    unanswered,
    isDue: lookAgain || late.length > 0 || unanswered.length > 0
  };
}
