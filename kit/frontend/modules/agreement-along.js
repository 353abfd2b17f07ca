/** What is taken along from the page of an agreement: paper, a document, a day in the calendar, a table. */

import { agreementDocument } from "./agreement-document.js";
import { writeFile } from "./agreement-file.js";
import { poster } from "./agreement-poster.js";
import { measuresTable } from "./agreement-table.js";
import { calendarFile } from "./calendar.js";
import { download } from "./download.js";
import { button, make, setText } from "./elements.js";

/** @typedef {import("./saying.js").Say} Say */

const DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/** More than that is printed small. */
const FEW = { measures: 4, letters: 3000 };

/**
 * @param {HTMLElement} place with the choice whether initials are printed
 * @param {ReturnType<typeof import("./agreement-form.js").agreementForm>} form
 * @param {() => string[]} areas names, in the order of their hues
 * @param {Say} say
 * @param {() => void} chooseDay leads to the day on which one looks again
 */
export function takeAlong(place, form, areas, say, chooseDay) {
  const initials = /** @type {HTMLInputElement} */ (place.querySelector(".kit-agreed-initials"));
  const paper = make("div", { class: "kit-poster" });
  const told = make("p", { class: "kit-note", role: "status" });
  /** @type {[HTMLElement, string][]} */
  const acts = [
    [button("", () => window.print()), "print"],
    [button("", toDocument), "document"],
    [button("", toCalendar), "calendar"],
    [button("", toTable), "table"]
  ];

  /** @param {string} name @param {string} type @param {BlobPart} data */
  function put(name, type, data) {
    download(name, type, data);
    told.textContent = say("saved");
  }

  function toDocument() {
    const agreement = form.read();
    const made = agreementDocument(agreement, say, initials.checked);
    put(`measures-${agreement.agreed}.docx`, DOCUMENT, made);
  }

  function toTable() {
    const { measures, agreed } = form.read();
    put(
      `measures-${agreed}.csv`,
      "text/csv;charset=utf-8",
      measuresTable(measures, say, initials.checked)
    );
  }

  function toCalendar() {
    const { next, keep, improve, measures } = form.read();
    if (!next) {
      told.textContent = say("needs-day");
      chooseDay();
      return;
    }
    const { origin, pathname, protocol } = location;
    const parts = [
      keep && say("to-keep", { text: keep }),
      improve && say("to-improve", { text: improve }),
      ...measures.map(({ text }) => `– ${text}`),
      say("calendar-file"),
      protocol === "file:" ? "" : `${origin}${pathname}`
    ];
    const text = parts.filter(Boolean).join("\n");
    const made = calendarFile({ title: say("calendar-title"), text, date: next });
    put("measures.ics", "text/calendar;charset=utf-8", made);
  }

  /** Paper shows what was agreed on; lines to write on as long as nothing was. */
  function lay() {
    const agreement = form.read();
    const { keep, improve, word, measures, origin } = agreement;
    const any = Boolean(keep || improve || word || measures.length);
    const at = areas().indexOf(origin.area);
    if (at < 0) delete paper.dataset.kitHue;
    else paper.dataset.kitHue = String((at % 9) + 1);
    const much = measures.length > FEW.measures || writeFile(agreement).length > FEW.letters;
    paper.classList.toggle("kit-poster--much", much);
    paper.replaceChildren(...(any ? poster(agreement, say, initials.checked) : []));
    document.body.classList.toggle("kit-shows-poster", any);
  }

  place.append(make("div", { class: "kit-actions" }, ...acts.map(([act]) => act)), told);
  document.querySelector("main")?.append(paper);
  addEventListener("beforeprint", lay);
  return {
    initials,
    label() {
      for (const [act, key] of acts) setText(act, say(key));
      told.textContent = "";
    },
    end() {
      removeEventListener("beforeprint", lay);
      paper.remove();
    }
  };
}
