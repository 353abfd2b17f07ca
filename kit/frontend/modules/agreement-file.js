/**
 * What a team agreed on as a file, on a page that no service stands behind: written and read as
 * `kit/measures/file.py` does. What is read is whole, or refused with a reason.
 *
 * @typedef {{ to: string, name: string, due: string | null, answer: string, answered: string | null, by: string }} SentUp
 * @typedef {"agreed" | "under-way" | "done" | "dropped" | "sent-up"} Status
 * @typedef {{ id: string, text: string, responsible: string, due: string | null, status: Status, reason: string, working_environment: boolean, risk: string, took_part: string, sent_up: SentUp | null, helped: "yes" | "partly" | "no" | null }} Measure
 * @typedef {{ id: string, agreed: string, language: string, origin: { area: string, exercise: string, workshop: string }, keep: string, improve: string, word: string, measures: Measure[], next: string | null, held: string[], shared: boolean }} Agreement
 * @typedef {"too-large" | "not-ours" | "newer" | "damaged"} Unreadable
 */

const MOST_BYTES = 256 * 1024;
const VERSION = 2;
const OF_NOTEBOOKS = 1;
/** @type {Record<string, string>} */
const NOTEBOOK_STATUS = {
  planned: "agreed",
  started: "under-way",
  done: "done",
  stopped: "dropped"
};
const STATUSES = ["agreed", "under-way", "done", "dropped", "sent-up"];

/** What a reader throws. */
class Refused extends Error {
  /** @param {Unreadable} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** 22 letters that nobody can guess, as those of the service. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const id = btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  return id.slice(0, 22).replace(/^-/, "_");
}

/** @param {any} value @returns {boolean} whether it is a day as files write it */
export function isDay(value) {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00Z`);
  return !value.startsWith("0000") && !Number.isNaN(day.getTime()) && isoDay(day) === value;
}

/** @param {Date} day */
const isoDay = (day) => day.toISOString().slice(0, 10);

/** @typedef {(value: any) => any} Reader */

/** @param {(value: any) => boolean} right @returns {Reader} */
const only = (right) => (value) => {
  if (!right(value)) throw new Refused("damaged");
  return value;
};
/** @param {Reader} reader @returns {Reader} */
const orNone = (reader) => (value) => (value === null ? null : reader(value));
/** @param {Reader} reader @param {number} most @returns {Reader} */
const list = (reader, most) => (value) =>
  only((found) => Array.isArray(found) && found.length <= most)(value).map(reader);
/** @param {Record<string, [Reader, (() => any)?]>} shape @returns {Reader} */
const record = (shape) => (value) => {
  only((found) => found !== null && typeof found === "object" && !Array.isArray(found))(value);
  only((found) => Object.keys(found).every((key) => Object.hasOwn(shape, key)))(value);
  return Object.fromEntries(
    Object.entries(shape).map(([key, [reader, usual]]) => {
      if (Object.hasOwn(value, key)) return [key, reader(value[key])];
      if (!usual) throw new Refused("damaged");
      return [key, usual()];
    })
  );
};

const ID = only((id) => typeof id === "string" && /^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/.test(id));
const DAY = only(isDay);
const YES = only((value) => typeof value === "boolean");
const TAG = only(
  (tag) =>
    typeof tag === "string" && tag.length <= 35 && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag)
);
const none = () => null;
/** @type {[Reader, () => any]} */
const TEXT = [only((text) => typeof text === "string" && !/\p{Surrogate}/u.test(text)), () => ""];
/** @type {[Reader, () => any]} */
const A_DAY = [orNone(DAY), none];

const ORIGIN = record({ area: TEXT, exercise: TEXT, workshop: TEXT });
const SENT_UP = record({
  to: TEXT,
  name: TEXT,
  due: A_DAY,
  answer: TEXT,
  answered: A_DAY,
  by: TEXT
});
const MEASURE = record({
  id: [ID, newId],
  text: TEXT,
  responsible: TEXT,
  due: A_DAY,
  status: [only((status) => STATUSES.includes(status)), () => "agreed"],
  reason: TEXT,
  working_environment: [YES, () => false],
  risk: TEXT,
  took_part: TEXT,
  sent_up: [orNone(SENT_UP), none],
  helped: [orNone(only((helped) => ["yes", "partly", "no"].includes(helped))), none]
});
const AGREEMENT = record({
  id: [ID, newId],
  agreed: [DAY],
  language: [TAG],
  origin: [ORIGIN, () => ORIGIN({})],
  keep: TEXT,
  improve: TEXT,
  word: TEXT,
  measures: [list(MEASURE, 50), () => []],
  next: A_DAY,
  held: [list(DAY, 1000), () => []],
  shared: [YES, () => false]
});

/** @param {any} given @returns {Agreement} with all fields, those not given empty */
export const whole = (given) => AGREEMENT(given);

/** @param {Agreement} agreement @returns {string} */
export function writeFile(agreement) {
  const told = { schema: VERSION, kind: "agreement", ...AGREEMENT(agreement) };
  return `${JSON.stringify(told, null, 2)}\n`;
}

/** @param {Uint8Array} bytes @returns {{ agreement: Agreement } | { unreadable: Unreadable }} */
export function readFile(bytes) {
  try {
    return { agreement: AGREEMENT(given(parsed(bytes))) };
  } catch (error) {
    return { unreadable: error instanceof Refused ? error.reason : "damaged" };
  }
}

/** @param {Uint8Array} bytes @returns {any} */
function parsed(bytes) {
  if (bytes.length > MOST_BYTES) throw new Refused("too-large");
  /** @type {unknown} */
  let found;
  try {
    found = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refused("not-ours");
  }
  if (found === null || typeof found !== "object" || Array.isArray(found))
    throw new Refused("not-ours");
  return found;
}

/** What a file gives, also one that an older notebook has saved. @param {any} found */
function given(found) {
  const ours = Object.hasOwn(found, "schema");
  const version = ours ? found.schema : found.version;
  const newest = ours ? VERSION : OF_NOTEBOOKS;
  const known = ours ? found.kind === "agreement" : Object.hasOwn(found, "exercise");
  if (!known || !Number.isInteger(version)) throw new Refused("not-ours");
  if (version > newest) throw new Refused("newer");
  if (ours && version !== VERSION) throw new Refused("not-ours");
  const { schema: _, kind: __, ...rest } = found;
  return ours ? rest : ofNotebook(found);
}

/** @param {any} found */
function ofNotebook({
  saved = "0001-01-01",
  language = "en",
  title = "",
  keep = "",
  improve = "",
  measures = []
}) {
  if (!Array.isArray(measures)) throw new Refused("damaged");
  return {
    agreed: saved,
    language,
    origin: { exercise: title },
    keep,
    improve,
    measures: measures.map((each) => {
      if (each === null || typeof each !== "object") throw new Refused("damaged");
      const { text = "", responsible = "", due = null, status = "planned" } = each;
      return { text, responsible, due, status: NOTEBOOK_STATUS[status] ?? status };
    })
  };
}
