/** The measures as a table that Scandinavian spreadsheets open: as the service makes it. */

import { rolesOf } from "./agreement-roles.js";

/** @typedef {import("./agreement-file.js").Measure} Measure */
/** @typedef {import("./saying.js").Say} Say */

const HEADS = [
  ...["text", "responsible", "date", "status", "reason", "to", "answer-by", "answer", "helped"],
  ...["environment", "risk", "took-part"]
];
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/;
const UNPRINTABLE = /(?![\t\n\r\x80-\x9f])\p{Cc}|[\ufffe\uffff]/gu;

/** A text that no spreadsheet takes for a formula. @param {string} text */
export function asCell(text) {
  const seen = text.replace(UNPRINTABLE, " ");
  return FORMULA.test(seen) ? `'${seen}` : seen;
}

/** @param {Measure[]} measures @param {Say} say @param {boolean} initials whether they go along @returns {string} the whole file, with its mark */
export function measuresTable(measures, say, initials) {
  const rows = [
    HEADS.map((key) => say(`column-${key}`)),
    ...measures.map((one) => cells(one, say, initials))
  ];
  // Only with the mark at its beginning does Excel read å, ä and ö.
  return `\ufeff${rows.map((row) => `${row.map(asCell).map(quoted).join(";")}\r\n`).join("")}`;
}

/** @param {Measure} measure @param {Say} say @param {boolean} initials */
function cells(measure, say, initials) {
  const who = (/** @type {string} */ text) => (initials ? text : rolesOf(text));
  const { sent_up: sent } = measure;
  return [
    ...[measure.text, who(measure.responsible), measure.due ?? "", say(`status-${measure.status}`)],
    ...[measure.reason, sent?.name ?? "", sent?.due ?? "", sent?.answer ?? ""],
    measure.helped ? say(`helped-${measure.helped}`) : "",
    ...[measure.working_environment ? say("yes") : "", measure.risk, who(measure.took_part)]
  ];
}

/** @param {string} cell */
const quoted = (cell) => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
