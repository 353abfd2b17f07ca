/**
 * What the leader chooses: time and group, when it starts, how many take part. On a page of its own
 * it stands in the address, so that a bookmark or a link says it, too; never a text, never a code.
 */

import { clockTime, fragmentOf, minuteOf, plan, readChoice, total } from "./agenda.js";
import { make } from "./elements.js";

/** @typedef {import("./agenda.js").Agenda} Agenda */
/** @typedef {import("./agenda.js").Choice} Choice */
/** @typedef {import("./run-sheet.js").Say} Say */

export class Choosing {
  /**
   * @param {Agenda} agenda
   * @param {Say} say
   * @param {string[]} untranslated names of variants in another language
   * @param {string} language of these
   * @param {() => void} changed
   */
  constructor(agenda, say, untranslated, language, changed) {
    this.agenda = agenda;
    this.say = say;
    this.untranslated = untranslated;
    this.language = language;
    this.inAddress = document.body.classList.contains("kit-light");
    this.choice = readChoice(this.inAddress ? location.hash.slice(1) : "", agenda);
    this.select = make("select");
    this.start = make("input", { type: "time" });
    this.people = make("input", { type: "number", min: "1", max: "1000", inputmode: "numeric" });
    this.words = [make("span"), make("span"), make("span")];
    const fields = [this.select, this.start, this.people].map((field, n) =>
      make("label", { class: "kit-select" }, /** @type {Node} */ (this.words[n]), field)
    );
    this.el = make("div", { class: "kit-chosen", role: "group" }, ...fields);
    const [variants] = fields;
    if (variants) variants.hidden = agenda.variants.length < 2;
    this.el.addEventListener("change", () => {
      this.take();
      changed();
    });
    this.onHash = () => {
      this.choice = readChoice(location.hash.slice(1), agenda);
      this.fill();
      changed();
    };
    if (this.inAddress) window.addEventListener("hashchange", this.onHash);
    this.label();
  }

  /** The steps that are done. */
  get planned() {
    return plan(this.agenda, this.choice);
  }

  /** Take what the fields say; another variant has its own minutes and steps. */
  take() {
    const { agenda, choice, select } = this;
    const people = readChoice(`people=${this.people.value}`, agenda).people;
    const kept = select.value === choice.variant ? choice : { without: [], minutes: {} };
    const { without, minutes } = kept;
    const start = minuteOf(this.start.value);
    this.choice = { variant: select.value, without, minutes, start, people };
    if (!this.inAddress) return;
    const fragment = fragmentOf(this.choice, agenda);
    history.replaceState(
      history.state,
      "",
      fragment ? `#${fragment}` : location.pathname + location.search
    );
  }

  fill() {
    const { variant, start, people } = this.choice;
    this.select.value = variant;
    this.start.value = start === null ? "" : clockTime(start);
    this.people.value = people === null ? "" : String(people);
  }

  /** Say what stays, in the language that the words are in now. */
  label() {
    const { say } = this;
    ["version", "begins", "people"].forEach((key, n) => {
      const word = this.words[n];
      if (word) word.textContent = say(key);
    });
    this.el.setAttribute("aria-label", say("choose"));
    const options = this.agenda.variants.map(({ id, name = "", steps }) => {
      const minutes = total(steps);
      const words = name || say("usual");
      const said = words.includes(String(minutes))
        ? words
        : `${words}, ${say("minutes", { n: minutes })}`;
      const option = new Option(said, id);
      if (this.untranslated.includes(name)) option.lang = this.language;
      return option;
    });
    this.select.replaceChildren(...options);
    this.fill();
  }

  end() {
    window.removeEventListener("hashchange", this.onHash);
  }
}
