/**
 * The fields in which an agreement is written. The page has them already, with rows for some measures;
 * for more a row is copied. What stands in them is the agreement: nothing else keeps it.
 */

import { LENGTHS, MOST_MEASURES } from "./agreement-faults.js";
import { isDay, newId, whole } from "./agreement-file.js";
import { make } from "./elements.js";

/** @typedef {import("./agreement-file.js").Agreement} Agreement */
/** @typedef {import("./agreement-file.js").Measure} Measure */
/** @typedef {import("./agreement-file.js").SentUp} SentUp */
/** @typedef {import("./agreement-faults.js").Found} Found */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
/** @typedef {Found & { el: Field | null }} Placed a fault, and the field that it is about */

const WHOLE = /** @type {const} */ (["keep", "improve", "word"]);
const ORIGINS = /** @type {const} */ (["area", "exercise", "workshop"]);
const TEXTS = /** @type {const} */ (["text", "responsible", "reason", "risk", "took_part"]);
/** What a status asks for. @type {Record<string, string>} */
const ASKS = { reason: "dropped", helped: "done", asked: "sent-up", answered: "sent-up" };

/** Today where the reader is. */
export function today(now = new Date()) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param {HTMLElement} root */
export function agreementForm(root) {
  const rows = /** @type {HTMLElement} */ (root.querySelector(".kit-agreed-measures"));
  /** How many rows are seen, and what no field shows. */
  let count = 1;
  let kept = whole({ agreed: today(), language: "en" });
  /** @type {Map<string, SentUp>} */
  let asked = new Map();

  /** @param {string} name @returns {Field} */
  const field = (name) => /** @type {Field} */ (root.querySelector(`[name="${name}"]`));
  /** @param {number} n @param {string} name */
  const inRow = (n, name) => field(`m${n}-${name}`);
  /** @param {number} n */
  const row = (n) => /** @type {HTMLElement} */ (rows.children[n]);

  /** @param {Field} el */
  const textOf = (el) =>
    el.value
      .replaceAll("\r\n", "\n")
      .replace(/\p{Surrogate}/gu, "\ufffd")
      .trim();
  /** A day, or none if it is not one; that is asked about. @param {Field} el */
  const dayOf = (el) => (isDay(el.value) ? el.value : null);

  /** Make a row of its own out of the first one. @param {number} n */
  function copyRow(n) {
    const copy = /** @type {HTMLElement} */ (row(0).cloneNode(true));
    for (const el of [copy, ...copy.querySelectorAll("*")])
      for (const { name, value } of el.attributes)
        if (value.includes("m0-")) el.setAttribute(name, value.replaceAll("m0-", `m${n}-`));
    const number = /** @type {Element} */ (copy.querySelector(".kit-nth"));
    number.textContent = String(n + 1);
    for (const el of copy.querySelectorAll("input, textarea, select"))
      clear(/** @type {Field} */ (el));
    copy.dataset.id = newId();
    return copy;
  }

  /** @param {Field} el */
  function clear(el) {
    if (el instanceof HTMLInputElement && el.type === "checkbox") el.checked = false;
    else if (el instanceof HTMLSelectElement) el.selectedIndex = 0;
    else el.value = "";
  }

  /** See to it that so many rows are there and seen. @param {number} wanted */
  function seen(wanted) {
    for (let n = rows.children.length; n < wanted; n += 1) rows.append(copyRow(n));
    count = wanted;
    [...rows.children].forEach((each, n) => {
      /** @type {HTMLElement} */ (each).hidden = n >= count;
    });
    for (let n = 0; n < count; n += 1) unfold(n);
  }

  /** Show what the status of a measure asks for, and what is written though it does not. @param {number} n */
  function unfold(n) {
    const status = inRow(n, "status").value;
    for (const part of row(n).querySelectorAll("[data-when]")) {
      const fields = /** @type {Field[]} */ ([...part.querySelectorAll("input, select, textarea")]);
      const when = /** @type {HTMLElement} */ (part).dataset.when ?? "";
      // Nobody answers what was asked just now.
      const soon = when === "answered" && !asked.has(row(n).dataset.id ?? "");
      const wanted = !soon && ASKS[when] === status;
      /** @type {HTMLElement} */ (part).hidden = !wanted && fields.every(({ value }) => !value);
    }
  }

  /** @param {Agreement} agreement */
  function show(agreement) {
    kept = agreement;
    asked = new Map();
    for (const name of WHOLE) field(name).value = agreement[name];
    for (const name of ORIGINS) field(name).value = agreement.origin[name];
    field("agreed").value = agreement.agreed;
    field("next").value = agreement.next ?? "";
    seen(Math.max(1, agreement.measures.length));
    [...rows.children].forEach((each, n) => {
      const measure = agreement.measures[n];
      /** @type {HTMLElement} */ (each).dataset.id = measure?.id ?? newId();
      fill(n, measure ?? whole({ agreed: today(), language: "en", measures: [{}] }).measures[0]);
    });
  }

  /** @param {number} n @param {Measure} [measure] */
  function fill(n, measure) {
    if (!measure) return;
    const sent = measure.sent_up;
    for (const name of TEXTS) inRow(n, name).value = measure[name];
    inRow(n, "due").value = measure.due ?? "";
    inRow(n, "status").value = measure.status;
    inRow(n, "helped").value = measure.helped ?? "";
    /** @type {HTMLInputElement} */ (inRow(n, "environment")).checked = measure.working_environment;
    inRow(n, "to").value = sent?.name ?? "";
    inRow(n, "answer_due").value = sent?.due ?? "";
    inRow(n, "answer").value = sent?.answer ?? "";
    inRow(n, "by").value = sent?.by ?? "";
    if (sent) asked.set(measure.id, sent);
    const more = row(n).querySelector("details");
    if (more) more.open = measure.working_environment || Boolean(measure.risk || measure.took_part);
    unfold(n);
  }

  /** @param {number} n @returns {SentUp | null} */
  function sentUp(n) {
    const told = {
      name: textOf(inRow(n, "to")),
      due: dayOf(inRow(n, "answer_due")),
      answer: textOf(inRow(n, "answer")),
      by: textOf(inRow(n, "by"))
    };
    const before = asked.get(row(n).dataset.id ?? "");
    if (inRow(n, "status").value !== "sent-up" && !before && !Object.values(told).some(Boolean))
      return null;
    const same = before && before.answer === told.answer;
    return {
      to: before && before.name === told.name ? before.to : "",
      name: told.name,
      due: told.due,
      answer: told.answer,
      answered: told.answer ? (same && before.answered) || today() : null,
      by: told.by
    };
  }

  /** Whether anything but a status is chosen or written in a row. @param {number} n */
  const isWritten = (n) =>
    [...row(n).querySelectorAll("input, textarea, select")].some((el) =>
      el instanceof HTMLInputElement && el.type === "checkbox"
        ? el.checked
        : !(/** @type {Field} */ (el).name.endsWith("-status")) && textOf(/** @type {Field} */ (el))
    );

  /** The rows that somebody has written in: the place of each measure. */
  const written = () => Array.from({ length: count }, (_, n) => n).filter(isWritten);

  /** @returns {Agreement} */
  function read() {
    const texts = Object.fromEntries(WHOLE.map((name) => [name, textOf(field(name))]));
    return whole({
      ...kept,
      ...texts,
      agreed: dayOf(field("agreed")) ?? today(),
      language: document.documentElement.lang,
      origin: Object.fromEntries(ORIGINS.map((name) => [name, textOf(field(name))])),
      measures: written().map((n) => ({
        id: row(n).dataset.id,
        ...Object.fromEntries(TEXTS.map((name) => [name, textOf(inRow(n, name))])),
        due: dayOf(inRow(n, "due")),
        status: inRow(n, "status").value,
        working_environment: /** @type {HTMLInputElement} */ (inRow(n, "environment")).checked,
        sent_up: sentUp(n),
        helped: inRow(n, "helped").value || null
      })),
      next: dayOf(field("next"))
    });
  }

  /** @param {readonly Found[]} found @returns {Placed[]} with their fields */
  function placed(found) {
    const at = written();
    const names = /** @type {Record<string, string>} */ ({ id: "text", name: "to" });
    return found.map((each) => {
      const name = names[each.field] ?? each.field;
      if (name === "measures") return { ...each, el: inRow(MOST_MEASURES, "text") };
      const el = each.measure === null ? field(name) : inRow(at[each.measure] ?? 0, name);
      return { ...each, el };
    });
  }

  /** Days that are none: a browser hands over nothing of them. @returns {Placed[]} */
  const noDays = () =>
    [...root.querySelectorAll('input[type="date"]')]
      .map((el) => /** @type {HTMLInputElement} */ (el))
      .filter((el) => el.validity.badInput || (el.value ? !isDay(el.value) : el.name === "agreed"))
      .map((el) => ({ field: el.name, measure: null, fault: "no-day", el }));

  /** Say at each field what is asked about it, and unfold what it is in. @param {[Placed, string][]} said */
  function mark(said) {
    for (const el of root.querySelectorAll(".kit-error")) el.remove();
    for (const el of root.querySelectorAll("form [aria-describedby]")) {
      el.removeAttribute("aria-invalid");
      const hint = el.getAttribute("data-hint");
      if (hint) el.setAttribute("aria-describedby", hint);
      else el.removeAttribute("aria-describedby");
    }
    for (const [{ el, fault }, text] of said) {
      if (!el || el.parentElement?.querySelector(".kit-error")) continue;
      const id = `${el.id}-error`;
      el.before(make("p", { class: "kit-error", id }, text));
      el.setAttribute("aria-describedby", `${el.dataset.hint ?? ""} ${id}`.trim());
      if (fault) el.setAttribute("aria-invalid", "true");
      el.closest("details")?.setAttribute("open", "");
      const part = /** @type {HTMLElement | null} */ (el.closest("[data-when]"));
      if (part) part.hidden = false;
    }
  }

  /** Say in the language of the page what was copied in another one. */
  function translate() {
    const now = read();
    for (let n = Math.max(1, Number(rows.dataset.rows)); n < rows.children.length; n += 1) {
      const { id } = row(n).dataset;
      rows.replaceChild(copyRow(n), row(n));
      row(n).dataset.id = id ?? newId();
    }
    show(now);
  }

  rows.addEventListener("change", () => {
    for (let n = 0; n < count; n += 1) unfold(n);
  });
  for (const [name, most] of Object.entries(LENGTHS))
    for (const el of root.querySelectorAll(`[name="${name}"], [name$="-${name}"]`))
      if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) el.maxLength = most;
  return {
    show,
    read,
    placed,
    noDays,
    mark,
    translate,
    inRow,
    /** @param {string} id @returns {number} the row of a measure */
    rowOf: (id) =>
      [...rows.children].findIndex((each) => /** @type {HTMLElement} */ (each).dataset.id === id),
    /** Whether there may be one more. */
    room: () => count < MOST_MEASURES,
    /** Room for one more measure; returns its field. @param {string} [text] */
    add(text = "") {
      const free = Array.from({ length: count }, (_, n) => n).find((n) => !isWritten(n));
      if (free === undefined || !text) seen(count + Number(count < MOST_MEASURES));
      const el = inRow(text && free !== undefined ? free : count - 1, "text");
      if (text) el.value = text;
      return el;
    },
    /** Note that the team has looked at it again. @param {string} day */
    hold(day) {
      if (!kept.held.includes(day)) kept = { ...kept, held: [...kept.held, day] };
    }
  };
}
