/**
 * The part that sends answers, of every kind of exercise. A page loads it when somebody has a code, or
 * wants to take answers back; whoever only reads, answers or prints never does. The build adds what it says
 * to what it exports.
 */

import { bare, SENT_LENGTH } from "./ballot.js";
import { codeField } from "./code-field.js";
import { FULL, pause, post, SAID } from "./collector.js";
import { button, make } from "./elements.js";
import { goTo, Outbox, takeBack } from "./outbox.js";
import { question, row } from "./question.js";
import { allTerms, shortTerms } from "./terms.js";

/** @typedef {import("./offering.js").Form} Form */
/** @typedef {import("./offering.js").Sendable} Sendable */
/** @typedef {import("./terms.js").Round} Round */
/** @typedef {import("./terms.js").Values} Values */

/**
 * The way of the answers about "us here" to a collector: a code, what the round is, what will be
 * sent, a receipt. Everything is held by this object and nowhere else; the form's module gives
 * answers, and gets nothing.
 */
class Sending {
  code = "";
  /** @type {Round | null} */
  round = null;
  place = "";
  stop = new AbortController();
  life = new AbortController();
  terms = make("section", { class: "kit-terms" });
  note = make("p", { class: "kit-note kit-privacy kit-until-sent" });
  below = make("div");
  ending = make("div");

  /**
   * @param {Sendable} state @param {Element} root
   * @param {[HTMLElement, HTMLElement]} boxes the places for a code and for a receipt
   * @param {Form | undefined} form what the module gave
   */
  constructor(state, root, [entry, earlier], form) {
    this.state = state;
    this.sends = state.sends;
    this.collector = this.sends.collector.replace(/^\/$/, "");
    this.root = root;
    this.form = /** @type {Form} */ (form);
    this.entry = entry;
    this.earlier = earlier;
    const outbox = new Outbox(this);
    this.outbox = outbox;
    const { life } = this;
    addEventListener("online", () => outbox.attempt(), life);
    addEventListener(
      "beforeunload",
      (event) => void (outbox.pending && event.preventDefault()),
      life
    );
    addEventListener("pageshow", (event) => void (event.persisted && this.startOver(true)), life);
    this.whole = /** @type {HTMLElement} */ (root.querySelector(".kit-form"));
    this.whole.before(this.terms);
    this.whole.after(this.below);
    const privacy = root.querySelector(".kit-privacy");
    if (privacy) privacy.after(this.note);
    else this.whole.prepend(this.note);
    this.codeField = codeField(entry, this.t, (text) => this.join(text));
    this.ballotField = codeField(earlier, this.t, (text) => this.withdraw(text));
    this.stand();
  }

  /** What is said here. @param {string} key @param {Values} [values] */
  t = (key, values = {}) =>
    (this.sends.words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);

  get language() {
    return this.root.getAttribute("lang") || "en";
  }

  get slips() {
    return this.round?.code_kind === "slips";
  }

  /** What an author wrote, in the language that it is in. @param {string} text */
  mark(text) {
    const { language, texts } = this.state.untranslated;
    return texts.includes(text)
      ? make("span", { class: "kit-source-language", lang: language }, text)
      : text;
  }

  /** Show what belongs to a place. @param {"" | "terms" | "asking"} [place] none is the form */
  stand(place = "") {
    const joined = !!this.round;
    this.place = place;
    this.root.classList.toggle("kit-joined", joined);
    this.entry.hidden = this.earlier.hidden = joined;
    this.whole.hidden = !!place;
    this.terms.hidden = place !== "terms";
    this.below.hidden = place === "terms";
    this.note.hidden = !joined;
    this.note.textContent = this.t("#until-sent");
  }

  /** @param {string} key @param {number} deeper */
  heading(key, deeper = 0) {
    const level = Math.min(Number(this.entry.dataset.level) + deeper, 6);
    return make(/** @type {"h2"} */ (`h${level}`), { tabindex: "-1" }, this.t(key));
  }

  /** Say everything anew, in the language that the words are in now. */
  retell() {
    const { codeField } = this;
    codeField.say();
    this.ballotField.say();
    if (this.entry.querySelector(".kit-after")) this.leadAfter(codeField.input.value);
    if (this.round) this.writeTerms(this.round);
    this.outbox.retell();
    if (this.below.firstChild) this.writeBelow();
  }

  openEntry() {
    this.entry.querySelector("details")?.setAttribute("open", "");
    this.codeField.input.focus();
  }

  /** @param {string} text the code as typed */
  async join(text) {
    if (this.outbox.parcel) return;
    if (this.round) this.leave();
    const { input, say } = this.codeField;
    const code = bare(text).slice(0, SENT_LENGTH);
    this.openEntry();
    input.value = text;
    this.entry.querySelector(".kit-after")?.remove();
    if (!code) return say("#no-code");
    say("#looking");
    const stop = this.renew();
    let told;
    for (let tries = 1; ; tries += 1) {
      told = await post(this.collector, "join", { code: code.padEnd(SENT_LENGTH) }, stop);
      if (stop !== this.stop) return;
      if (!FULL.includes(told.code)) break;
      say("#looking-again");
      await new Promise((resolve) => setTimeout(resolve, 1000 * pause(tries, 10)));
    }
    const problem = this.problemOf(told);
    if (problem) {
      say(problem);
      return problem === "#closed" && this.leadAfter(text);
    }
    this.code = code;
    this.round = told;
    this.tellTerms();
  }

  /** End what is being asked, and return what ends the next. */
  renew() {
    this.stop.abort();
    this.stop = new AbortController();
    return this.stop;
  }

  /** Lead to what there is to see of a round that is closed. @param {string} text its code as typed */
  leadAfter(text) {
    this.entry.querySelector(".kit-after")?.remove();
    const code = bare(text).slice(0, SENT_LENGTH);
    const href = `${this.collector}/collect/after?lang=${this.language}#${code}`;
    this.entry
      .querySelector("form")
      ?.append(
        make("a", { href, class: "kit-button kit-after", rel: "noreferrer" }, this.t("#see-after"))
      );
  }

  /** @param {{ code?: string, exercise?: string, fingerprint?: string }} told */
  problemOf({ code, exercise, fingerprint }) {
    if (code) return SAID[code] ?? "#cannot";
    if (fingerprint === this.sends.fingerprint) return "";
    return exercise === this.sends.id ? "#other-version" : "#other-exercise";
  }

  /** Say what the round is before the first statement. */
  tellTerms() {
    if (!this.round) return;
    const heading = this.writeTerms(this.round);
    this.stand("terms");
    goTo(heading);
  }

  /** @param {Round} round @returns {HTMLElement} its heading */
  writeTerms(round) {
    const { t, language } = this;
    /** @param {string} date */
    const day = (date) =>
      new Date(`${date}T12:00`).toLocaleDateString(language === "en" ? "en-GB" : language, {
        dateStyle: "long"
      });
    const heading = this.heading("#before");
    this.terms.replaceChildren(
      heading,
      shortTerms(round, t, day),
      row(
        button(t("#begin"), () => this.begin(), "kit-button kit-button--primary"),
        button(t("#without"), () => this.leave())
      ),
      allTerms(round, this.sends.items.length, t, day)
    );
    return heading;
  }

  /** Show the form from where somebody is. */
  begin() {
    this.outbox.el.remove();
    this.ending.remove();
    this.stand();
    this.writeBelow();
    this.form.show?.();
    const form = this.whole.querySelector("form:not(.kit-code *)") ?? this.whole;
    // What does not show takes no focus.
    const fields = [
      ...form.querySelectorAll("input:checked"),
      ...form.querySelectorAll("input, select, textarea, button")
    ];
    for (const field of /** @type {HTMLElement[]} */ (fields)) {
      field.focus({ preventScroll: true });
      if (document.activeElement === field) break;
    }
    form.scrollIntoView({ block: form.clientHeight > innerHeight ? "start" : "nearest" });
  }

  /** Go on without the code. */
  leave() {
    this.forget();
    this.entry.querySelector("summary")?.focus();
  }

  forget() {
    this.renew();
    this.code = "";
    this.round = null;
    this.terms.replaceChildren();
    this.below.replaceChildren();
    this.stand();
    this.codeField.clear();
    // It has the code in its address.
    this.entry.querySelector(".kit-after")?.remove();
    for (const box of [this.entry, this.earlier])
      box.querySelector("details")?.removeAttribute("open");
    this.form.show?.();
  }

  /** A button below a form that leaves it to us to ask; and in the form's place, what will be sent. */
  writeBelow() {
    if (this.form.button === false) return;
    const { t } = this;
    const asking = this.place === "asking";
    const turn = asking
      ? button(t("#change"), () => this.begin(), "kit-button kit-change")
      : button(t("#see-again"), () => this.askHere(), "kit-button kit-button--primary");
    this.below.replaceChildren(row(turn));
    if (!asking) return;
    this.writeEnding();
    this.below.prepend(this.outbox.el);
    this.below.append(this.ending);
  }

  askHere() {
    this.stand("asking");
    this.writeBelow();
    this.outbox.offer();
  }

  /**
   * Put what will be sent after an element, and how the next person begins where that ends.
   * @param {Element} place @param {boolean} anew
   */
  ask(place, anew = true) {
    if (!this.round) return;
    if (anew && !this.outbox.parcel) this.outbox.offer();
    this.writeEnding();
    place.after(this.outbox.el);
    place.parentElement?.append(this.ending);
  }

  /** Take back answers with a code that was noted. @param {string} text */
  async withdraw(text) {
    const { say, clear } = this.ballotField;
    const ballot = bare(text).toLowerCase();
    if (!/^[0-9a-f]{32}$/.test(ballot)) return say("#receipt-wrong");
    if (!(await takeBack(this.collector, ballot, say))) return;
    clear();
    say("#taken-back");
  }

  /** How the next person begins. */
  writeEnding() {
    const { t, outbox, slips } = this;
    const [next, asked] = question(
      ["#next-person", "#sure-unsent", "#yes-wipe", "#wait"].map((key) => t(key)),
      () => this.startOver(false),
      () => outbox.pending
    );
    const stays = t(slips ? "#slip-goes" : "#room-stays", { unit: this.round?.unit });
    this.ending.replaceChildren(row(next), asked, make("p", { class: "kit-note kit-next" }, stays));
  }

  /** @param {boolean} all also a code that serves the whole room */
  startOver(all) {
    const { slips } = this;
    for (const form of this.whole.querySelectorAll("form")) form.reset();
    // What a module does cannot keep us from wiping.
    this.wipe(all);
    this.form.clear?.();
    if (slips && !all) this.openEntry();
  }

  /** Wipe everything of one person. @param {boolean} all also a code that serves the whole room */
  wipe(all) {
    const goes = all || this.slips;
    this.outbox.wipe();
    this.ending.remove();
    this.ballotField.clear();
    if (goes) this.forget();
    else this.tellTerms();
  }

  end() {
    this.wipe(true);
    for (const el of [this.terms, this.below, this.note]) el.remove();
    this.life.abort();
  }
}

export default { Sending };
