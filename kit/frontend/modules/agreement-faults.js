/** What is asked about before an agreement is saved: as `kit/measures/faults.py` does, all at once. */

/** @typedef {import("./agreement-file.js").Agreement} Agreement */
/** @typedef {import("./agreement-file.js").Measure} Measure */
/**
 * @typedef {{ field: string, measure: number | null, fault: string | null }} Found
 *   a fault, or with none a question: whether this is somebody's full name
 */

/** @type {Record<string, number>} */
export const LENGTHS = {
  area: 120,
  exercise: 200,
  workshop: 200,
  keep: 300,
  improve: 300,
  word: 40,
  text: 500,
  responsible: 60,
  reason: 300,
  risk: 500,
  took_part: 200,
  answer: 1000,
  by: 60,
  name: 200
};
export const MOST_MEASURES = 7;

const UNSEEN = /(?![\t\n])\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const BETWEEN = /[,;/()&+\n]/;
const INITIAL = /^[\p{L}\p{N}_]\.?$/u;
const NAMED = /** @type {const} */ (["responsible", "took_part"]);

/** @param {string} text @returns {boolean} whether it may be somebody's first and last name */
export function looksLikeAName(text) {
  return text.split(BETWEEN).some((part) => {
    const words = part.split(/\s+/).filter((word) => word && !INITIAL.test(word));
    return words.some((word, n) => n > 0 && named(word) && named(words[n - 1] ?? ""));
  });
}

/** Whether a word begins as names do; `HR` and `KN` do not. @param {string} word */
const named = (word) => /^\p{Lu}/u.test(word) && /[\p{Ll}\p{Lt}]/u.test(word);

/** @param {Agreement} agreement @returns {Found[]} everything because of which it is not complete */
export function faults(agreement) {
  const { keep, improve, word, origin, measures } = agreement;
  /** @type {Found[]} */
  const found = [];
  /** @param {string} field @param {string} fault @param {number | null} [measure] */
  const note = (field, fault, measure = null) => found.push({ field, measure, fault });
  /** @param {object} part @param {number | null} [measure] */
  const texts = (part, measure = null) => {
    for (const [name, text] of Object.entries(part)) {
      const most = LENGTHS[name];
      if (typeof text !== "string" || most === undefined) continue;
      if ([...text].length > most) note(name, "too-long", measure);
      if (UNSEEN.test(text)) note(name, "unseen", measure);
    }
  };
  if (![keep, improve, word].some((text) => text.trim()) && !measures.length) note("keep", "empty");
  texts({ keep, improve, word });
  texts(origin);
  if (measures.length > MOST_MEASURES) note("measures", "too-many");
  const known = new Set();
  measures.forEach((measure, at) => {
    if (known.has(measure.id)) note("id", "twice", at);
    known.add(measure.id);
    texts(measure, at);
    texts(measure.sent_up ?? {}, at);
    for (const [field, fault] of ofMeasure(measure)) note(field, fault, at);
  });
  return found;
}

/** @param {Measure} measure @returns {[string, string][]} */
function ofMeasure(measure) {
  const { text, status, reason, sent_up: sent, working_environment: told, helped } = measure;
  const asks = status === "sent-up";
  /** @type {[boolean, string, string][]} */
  const rules = [
    [!text.trim(), "text", "empty"],
    [status === "dropped" && !reason.trim(), "reason", "no-reason"],
    [asks && !(sent?.to || sent?.name.trim()), "to", "nobody-asked"],
    [asks && !sent?.due, "answer_due", "no-answer-day"],
    [told && !measure.risk.trim(), "risk", "no-risk"],
    [told && !measure.took_part.trim(), "took_part", "nobody-took-part"],
    [helped !== null && status !== "done", "helped", "not-done"]
  ];
  return rules.filter(([wrong]) => wrong).map(([, field, fault]) => [field, fault]);
}

/** @param {Agreement} agreement @returns {Found[]} fields in which a full name may stand */
export function questions({ measures }) {
  return measures.flatMap((measure, at) =>
    NAMED.filter((field) => looksLikeAName(measure[field])).map((field) => ({
      field,
      measure: at,
      fault: null
    }))
  );
}
