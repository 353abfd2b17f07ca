/**
 * What the leader chooses: time and group, when it starts, how many take part. Where a page has an
 * address for it, that says it, too, for a bookmark or a link; never a text, never a code.
 */

import { clockTime, readChoice, total } from "./agenda.js";
import { make } from "./elements.js";

/** @typedef {import("./agenda.js").Agenda} Agenda */
/** @typedef {import("./agenda.js").Choice} Choice */
/** @typedef {import("./saying.js").Say} Say */
/** @typedef {{ read(): Choice, write(choice: Choice): void }} Address */

/**
 * @param {Agenda} agenda
 * @param {Say} say
 * @param {{ language: string, texts: string[] }} untranslated what is in another language
 * @param {() => void} changed
 * @param {Address} [address]
 */
export function choosing(agenda, say, untranslated, changed, address) {
  const read = () => address?.read() ?? readChoice("", agenda);
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
    const { without = [], minutes = {}, variant } = choice;
    // What was changed of one variant is not of another.
    const changes = variant === select.value ? { without, minutes } : {};
    choice = { ...given, ...changes, variant: select.value };
    address?.write(choice);
    changed();
  });
  if (address) addEventListener("hashchange", follow);
  if (fields[0]) fields[0].hidden = agenda.variants.length < 2;
  return {
    el,
    label,
    choice: () => choice,
    end: () => removeEventListener("hashchange", follow)
  };
}
