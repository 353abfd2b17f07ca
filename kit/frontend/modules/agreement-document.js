/**
 * What was agreed on as a document that a word processor opens, and that goes to where a municipality
 * keeps its records: with real headings, a table whose head comes again on every page, and its language.
 */

import { dayWords } from "./agreement-again.js";
import { rolesOf } from "./agreement-roles.js";
import { zipped } from "./zip.js";

/** @typedef {import("./agreement-file.js").Agreement} Agreement */
/** @typedef {import("./agreement-file.js").Measure} Measure */
/** @typedef {import("./saying.js").Say} Say */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PACKAGE = "application/vnd.openxmlformats-package";
/** Twentieths of a point: a page of A4, its margins, and the columns of the table between them. */
const PAGE = { width: 11906, height: 16838, margin: 1134 };
const COLUMNS = [4238, 1800, 1800, 1800];
/** What XML cannot hold. */
const NOT_IN_XML = /(?![\t\n\r\x80-\x9f])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu;
/** @type {Record<string, string>} */
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {string} text */
const inXml = (text) =>
  text.replace(NOT_IN_XML, " ").replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? "");

/** @param {string} text @param {string} [style] */
function paragraph(text, style = "Normal") {
  const lines = text.split(/\r?\n/).map((line) => `<w:t xml:space="preserve">${inXml(line)}</w:t>`);
  const look = style === "Normal" ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${look}<w:r>${lines.join("<w:br/>")}</w:r></w:p>`;
}

/** @param {string[][]} rows of texts, the heads first */
function table([heads = [], ...rows]) {
  /** @param {string[]} cells @param {string} style @param {string} more */
  const row = (cells, style, more) => {
    const filled = cells.map((text, n) => {
      const width = `<w:tcPr><w:tcW w:w="${COLUMNS[n]}" w:type="dxa"/></w:tcPr>`;
      return `<w:tc>${width}${paragraph(text, style)}</w:tc>`;
    });
    return `<w:tr><w:trPr><w:cantSplit/>${more}</w:trPr>${filled.join("")}</w:tr>`;
  };
  return [
    '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>',
    '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>',
    ...COLUMNS.map((n) => `<w:gridCol w:w="${n}"/>`),
    "</w:tblGrid>",
    row(heads, "Head", "<w:tblHeader/>"),
    ...rows.map((cells) => row(cells, "Normal", "")),
    // A page does not end with a table.
    '</w:tbl><w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>'
  ].join("");
}

/** @param {Agreement} agreement @param {Say} say @param {boolean} initials whether they stand in it, too */
function body({ keep, improve, word, measures, origin, agreed, next, held }, say, initials) {
  const from = [origin.workshop, origin.exercise, origin.area].filter(Boolean);
  /** @param {string} title @param {string} text */
  const part = (title, text) => (text ? [paragraph(title, "Heading1"), paragraph(text)] : []);
  const who = (/** @type {string} */ text) => (initials ? text : rolesOf(text));
  const heads = ["text", "responsible", "date", "status"].map((key) => say(`column-${key}`));
  const rows = measures.map((measure) => [
    measure.text,
    who(measure.responsible),
    measure.due ? dayWords(measure.due) : "",
    howFar(measure, say)
  ]);
  const watched = measures.filter(({ working_environment: told }) => told);
  return [
    paragraph(say("poster-title"), "Title"),
    paragraph([...from, dayWords(agreed)].join(" · ")),
    ...part(say("poster-keep"), keep),
    ...part(say("poster-improve"), improve),
    ...(rows.length
      ? [paragraph(say("document-measures"), "Heading1"), table([heads, ...rows])]
      : []),
    ...(watched.length ? [paragraph(say("column-environment"), "Heading1")] : []),
    ...watched.flatMap(({ text, risk, took_part: took }) => [
      paragraph(text, "Heading2"),
      paragraph(`${say("column-risk")}: ${risk}\n${say("column-took-part")}: ${who(took)}`)
    ]),
    ...part(say("poster-word"), word),
    ...(next || held.length ? [paragraph(say("document-again"), "Heading1")] : []),
    ...(next ? [paragraph(say("poster-next", { date: dayWords(next) }))] : []),
    ...(held.length ? [paragraph(say("held", { days: held.map(dayWords).join(", ") }))] : [])
  ].join("");
}

/** Status, and what belongs to it. @param {Measure} measure @param {Say} say */
function howFar({ status, reason, sent_up: sent, helped }, say) {
  const asked = status === "sent-up" ? sent : null;
  return [
    say(`status-${status}`),
    status === "dropped" && reason,
    asked?.name && say("to", { name: asked.name }),
    asked?.due && !asked.answered && say("answer-by", { date: dayWords(asked.due) }),
    asked?.answer && [asked.answer, asked.by].filter(Boolean).join(" – "),
    helped && `${say("column-helped")} ${say(`helped-${helped}`)}`
  ]
    .filter(Boolean)
    .join("\n");
}

/** @param {string} language */
function styles(language) {
  const font =
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Calibri"/>';
  /** @param {string} id @param {string} name @param {string} look @param {string} [text] */
  const style = (id, name, look, text = "") =>
    `<w:style w:type="paragraph" w:styleId="${id}"${id === "Normal" ? ' w:default="1"' : ""}>` +
    `<w:name w:val="${name}"/>${id === "Normal" ? "" : '<w:basedOn w:val="Normal"/>'}<w:qFormat/>` +
    `<w:pPr>${look}</w:pPr><w:rPr>${text}</w:rPr></w:style>`;
  const keeps = '<w:keepNext/><w:spacing w:before="320" w:after="80"/>';
  const lines = ["top", "left", "bottom", "right", "insideH", "insideV"]
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="857C71"/>`)
    .join("");
  const room = ["top", "left", "bottom", "right"]
    .map((side) => `<w:${side} w:w="80" w:type="dxa"/>`)
    .join("");
  return [
    `${XML}<w:styles ${WORD}><w:docDefaults><w:rPrDefault><w:rPr>${font}<w:sz w:val="23"/>`,
    `<w:lang w:val="${language}"/></w:rPr></w:rPrDefault></w:docDefaults>`,
    style("Normal", "Normal", '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>'),
    style("Title", "Title", '<w:spacing w:after="120"/>', '<w:b/><w:sz w:val="48"/>'),
    style("Heading1", "heading 1", `${keeps}<w:outlineLvl w:val="0"/>`, '<w:b/><w:sz w:val="28"/>'),
    style("Heading2", "heading 2", `${keeps}<w:outlineLvl w:val="1"/>`, "<w:b/>"),
    style("Head", "Table Head", "<w:keepNext/>", "<w:b/>"),
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>',
    `<w:tblPr><w:tblBorders>${lines}</w:tblBorders><w:tblCellMar>${room}</w:tblCellMar></w:tblPr>`,
    "</w:style></w:styles>"
  ].join("");
}

/** @param {[kind: string, target: string][]} targets */
function relations(targets) {
  const told = targets.map(
    ([kind, to], n) => `<Relationship Id="r${n}" Type="${OFFICE}/${kind}" Target="${to}"/>`
  );
  const all = told.join("");
  return `${XML}<Relationships xmlns="${OFFICE}/package/2006/relationships">${all}</Relationships>`;
}

/**
 * @param {Agreement} agreement @param {Say} say @param {boolean} initials
 * @returns {Uint8Array<ArrayBuffer>} the whole file
 */
export function agreementDocument(agreement, say, initials) {
  const { language, agreed } = agreement;
  const { width, height, margin } = PAGE;
  const sides = ["top", "right", "bottom", "left"].map((side) => `w:${side}="${margin}"`).join(" ");
  const section =
    `<w:sectPr><w:pgSz w:w="${width}" w:h="${height}"/>` +
    `<w:pgMar ${sides} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
  const about =
    `${XML}<cp:coreProperties xmlns:cp="${OFFICE}/package/2006/metadata/core-properties"` +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${inXml(say("poster-title"))}</dc:title><dc:language>${language}</dc:language>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${agreed}T00:00:00Z</dcterms:created>` +
    "</cp:coreProperties>";
  return zipped({
    "[Content_Types].xml":
      `${XML}<Types xmlns="${OFFICE}/package/2006/content-types">` +
      `<Default Extension="rels" ContentType="${PACKAGE}.relationships+xml"/>` +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/>` +
      `<Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
      `<Override PartName="/docProps/core.xml" ContentType="${PACKAGE}.core-properties+xml"/></Types>`,
    "_rels/.rels": relations([
      ["officeDocument/2006/relationships/officeDocument", "word/document.xml"],
      ["package/2006/relationships/metadata/core-properties", "docProps/core.xml"]
    ]),
    "docProps/core.xml": about,
    "word/_rels/document.xml.rels": relations([
      ["officeDocument/2006/relationships/styles", "styles.xml"]
    ]),
    "word/document.xml": `${XML}<w:document ${WORD}><w:body>${body(agreement, say, initials)}${section}</w:body></w:document>`,
    "word/styles.xml": styles(language)
  });
}
