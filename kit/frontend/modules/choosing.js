/**
 * What the leader chooses: time and group, when it starts, how many take part. On a page of its own
 * it stands in the address, so that a bookmark or a link says it, too; never a text, never a code.
 */

import { clockTime, fragmentOf, readChoice, total } from "./agenda.js";
import { make } from "./elements.js";

/** @typedef {import("./agenda.js").Agenda} Agenda */
/** @typedef {import("./agenda.js").Choice} Choice */
/** @typedef {import("./run-sheet.js").Say} Say */

/**
 * @param {Agenda} agenda
 * @param {Say} say
 * @param {{ language: string, texts: string[] }} untranslated what is in another language
 * @param {() => void} changed
 */
export function choosing(agenda, say, untranslated, changed) {
  const inAddress = document.body.classList.contains("kit-light");
  const read = () => readChoice(inAddress ? location.hash.slice(1) : "", agenda);
  let choice = read();
  const select = make("select");
  const start = make("input", { type: "time" });
  const people = make("input", { type: "number", min: "1" });
  const words = ["version", "begins", "people"].map((key) => ({ key, el: make("span") }));
  const fields = [select, start, people].map((field, n) =>
    make("label", { class: "kit-select" }, words[n]?.el ?? "", field)
  );
  const el = make("div", { class: "kit-chosen", role: "group" }, ...fields);

  function fill() {
    select.value = choice.variant;
    start.value = choice.start === null ? "" : clockTime(choice.start);
    people.value = String(choice.people ?? "");
  }

  /** Say what stays, in the language that the words are in now. */
  function label() {
    for (const { key, el } of words) el.textContent = say(key);
    el.setAttribute("aria-label", say("choose"));
    const options = agenda.variants.map(({ id, name = "", steps }) => {
      const n = total(steps);
      const words = name || say("usual");
      const said = words.includes(String(n)) ? words : `${words}, ${say("minutes", { n })}`;
      const option = new Option(said, id);
      if (untranslated.texts.includes(name)) option.lang = untranslated.language;
      return option;
    });
    select.replaceChildren(...options);
    fill();
  }

  function follow() {
    choice = read();
    fill();
    changed();
  }

  el.addEventListener("change", () => {
    const given = readChoice(`people=${people.value}&start=${start.value}`, agenda);
    choice = { ...given, variant: select.value };
    if (inAddress) history.replaceState(null, "", `#${fragmentOf(choice)}`);
    changed();
  });
  if (inAddress) addEventListener("hashchange", follow);
  if (fields[0]) fields[0].hidden = agenda.variants.length < 2;
  return {
    el,
    label,
    choice: () => choice,
    end: () => removeEventListener("hashchange", follow)
  };
}
