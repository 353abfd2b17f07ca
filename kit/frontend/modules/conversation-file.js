/**
 * What is written in a conversation as a file: what one side prepared, or what was written together.
 * The two are never in one file. What is read is whole, or refused with a reason.
 *
 * @typedef {{ id: string, label: string, text: string }} Answer
 * @typedef {{ exercise: string, title: string, part: "before" | "document", side: string, answers: Answer[] }} Saved
 * @typedef {"too-large" | "not-ours" | "newer" | "damaged"} Reason
 */

export const MOST_BYTES = 256 * 1024;
const VERSION = 1;
const MOST_ANSWERS = 200;
const KEYS = ["schema", "kind", "exercise", "title", "part", "side", "answers"];

/** @param {unknown} found @param {string[]} keys @returns {Record<string, any> | undefined} with these keys and no others */
function record(found, keys) {
  if (found === null || typeof found !== "object" || Array.isArray(found)) return undefined;
  const own = Object.keys(found);
  const whole = own.length === keys.length && keys.every((key) => own.includes(key));
  return whole ? found : undefined;
}

/** @param {unknown} text */
const isText = (text) => typeof text === "string" && !/\p{Surrogate}/u.test(text);

/** @param {unknown} given @returns {Answer[] | undefined} */
function answersOf(given) {
  if (!Array.isArray(given) || given.length > MOST_ANSWERS) return undefined;
  const right = given.every((each) => {
    const answer = record(each, ["id", "label", "text"]);
    return (
      answer && /^[a-z][a-z0-9-]{0,59}$/.test(answer.id) && Object.values(answer).every(isText)
    );
  });
  const ids = new Set(given.map((each) => each?.id));
  return right && ids.size === given.length ? given : undefined;
}

/** @param {Saved} saved @returns {string} */
export function writeSaved({ exercise, title, part, side, answers }) {
  const told = { schema: VERSION, kind: "conversation", exercise, title, part, side, answers };
  return `${JSON.stringify(told, null, 2)}\n`;
}

/** @param {Uint8Array} bytes @returns {{ saved: Saved } | { refused: Reason }} */
export function readSaved(bytes) {
  if (bytes.length > MOST_BYTES) return { refused: "too-large" };
  /** @type {any} */
  let found;
  try {
    found = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { refused: "not-ours" };
  }
  if (found === null || typeof found !== "object" || found.kind !== "conversation")
    return { refused: "not-ours" };
  if (!Number.isInteger(found.schema) || found.schema < 1) return { refused: "damaged" };
  if (found.schema > VERSION) return { refused: "newer" };
  const whole = record(found, KEYS);
  const answers = answersOf(found.answers);
  if (!whole || !answers || ![found.exercise, found.title, found.side].every(isText))
    return { refused: "damaged" };
  const { exercise, title, part, side } = found;
  const known = part === "before" ? side !== "" : part === "document" && side === "";
  return known ? { saved: { exercise, title, part, side, answers } } : { refused: "damaged" };
}
