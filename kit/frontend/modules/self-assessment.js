/**
 * Self-assessment: one statement at a time, then the reader's own profile. Answers live in the
 * model and nowhere else; where they may be sent anonymously, they do not even reach the model.
 * Where they can be sent, `offer` is given: the same to every kind of exercise.
 */

import { button, make } from "./elements.js";
import { place } from "./place.js";
import { profile } from "./profile.js";
import { speech } from "./speech.js";

/** @typedef {import("./offering.js").Model} Model */
/** @typedef {import("./offering.js").Offer} Offer */
/** @typedef {import("./scores.js").Exercise} Exercise */
/** @typedef {Record<string, string>} Given the category of each item that has an answer */

/** @param {HTMLElement} heading */
function goTo(heading) {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

/** The answers: in the model, or, where they may be sent, here and nowhere else. */
class Answers {
  /** @param {Model} model @param {boolean} apart */
  constructor(model, apart) {
    this.model = model;
    this.apart = apart;
    /** @type {Given} */
    this.own = {};
  }

  /** @returns {Given} */
  get given() {
    return { ...(this.apart ? this.own : this.model.get("answers")) };
  }

  /** @param {Given} given */
  keep(given) {
    this.own = given;
    if (this.apart) return;
    this.model.set("answers", given);
    this.model.save_changes();
  }

  /** What is about oneself is offered to nobody. @param {Exercise} exercise @returns {Given} */
  ours({ dimensions, items }) {
    const { given } = this;
    const about = dimensions.filter(({ about }) => about === "we").map(({ id }) => id);
    return Object.fromEntries(
      items.flatMap(({ id, dimension }) =>
        given[id] && about.includes(dimension) ? [[id, given[id]]] : []
      )
    );
  }
}

/** The form: the statement that shows, or the profile. */
class SelfAssessment {
  /** @param {{ model: Model, el: HTMLElement, offer?: Offer }} props */
  constructor({ model, el, offer }) {
    // Elsewhere the model keeps the answers when the page is left.
    this.lasts = !el.firstElementChild && !offer;
    this.model = model;
    this.root = place(el, model);
    /** @type {Exercise} */
    this.exercise = model.get("exercise");
    const untranslated = model.get("untranslated") ?? { language: "", texts: [] };
    this.words = speech(model.get("strings"), untranslated, this.root);
    this.answers = new Answers(model, Boolean(offer));
    this.form = /** @type {HTMLFormElement} */ (this.root.querySelector(".kit-items"));
    this.items = /** @type {HTMLFieldSetElement[]} */ ([
      ...this.form.querySelectorAll(".kit-item")
    ]);
    this.byHand = /** @type {HTMLElement} */ (this.root.querySelector(".kit-by-hand"));
    this.back = button("", () => this.goBack());
    this.next = make("button", { type: "submit", class: "kit-button kit-button--primary" });
    this.change = button("", () => this.show(0), "kit-button kit-change");
    this.at = 0;
    /** @type {ReturnType<typeof profile> | undefined} */
    this.result = undefined;
    this.sending = offer?.({
      answers: () => this.answers.ours(this.exercise),
      clear: () => this.startOver(false),
      show: () => this.show(this.at, false),
      button: false
    });
    this.life = new AbortController();
  }

  begin() {
    this.listen();
    this.form.append(make("div", { class: "kit-actions" }, this.next, this.back));
    this.root.classList.add("kit-live");
    this.label();
    this.check();
    this.show(0, false);
  }

  listen() {
    const { form, life } = this;
    form.addEventListener("change", ({ target }) => this.take(target));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.goOn();
    });
    this.model.on("change:answers", this.check);
    addEventListener("resize", () => this.result?.redraw(), life);
    // Who comes back to the page may be somebody else.
    addEventListener("pageshow", ({ persisted }) => void (persisted && this.forget()), life);
    addEventListener("beforeunload", (event) => this.warn(event), life);
  }

  end() {
    this.model.off("change:answers", this.check);
    this.life.abort();
  }

  /** Whether a code is in use. */
  get joined() {
    return this.root.classList.contains("kit-joined");
  }

  /** Write what says the same all the time. */
  label() {
    this.back.textContent = this.words.t("back");
    this.change.textContent = this.words.t("change");
  }

  /** Let the form show the answers that there are. */
  check = () => {
    const { given } = this.answers;
    for (const input of this.form.querySelectorAll("input"))
      input.checked = given[input.name] === input.value;
  };

  /** @param {EventTarget | null} target */
  take(target) {
    if (target instanceof HTMLInputElement)
      this.answers.keep({ ...this.answers.given, [target.name]: target.value });
  }

  goBack() {
    if (this.at) this.show(this.at - 1);
    else this.sending?.back();
  }

  goOn() {
    if (this.at < this.items.length - 1) this.show(this.at + 1);
    else goTo(this.tellProfile(true));
  }

  /** @param {number} position @param {boolean} [focus] */
  show(position, focus = true) {
    const { root, items, words } = this;
    this.at = position;
    this.result?.section.remove();
    this.result = undefined;
    root.classList.remove("kit-done");
    root.classList.toggle("kit-begun", position > 0);
    items.forEach((item, n) => (item.hidden = n !== position));
    this.back.hidden = !position && !this.joined;
    this.next.textContent =
      position === items.length - 1 ? words.t("show-profile") : words.t("next");
    if (focus) this.goToItem();
  }

  goToItem() {
    const { form } = this;
    const item = this.items[this.at];
    const radio = item?.querySelector("input:checked") ?? item?.querySelector("input");
    if (!(radio instanceof HTMLElement)) return;
    radio.focus({ preventScroll: true });
    // All statements have one place, so this moves the page once, at the first of them.
    form.scrollIntoView({ block: form.clientHeight > innerHeight ? "start" : "nearest" });
  }

  /** Show the profile. @param {boolean} anew whether to ask anew about sending @returns {HTMLElement} its heading */
  tellProfile(anew) {
    const { exercise, answers, words, byHand } = this;
    this.root.classList.add("kit-done");
    this.result?.section.remove();
    this.result = profile(exercise, answers.given, words, byHand, () => this.room);
    const { section } = this.result;
    const heading = /** @type {HTMLElement} */ (section.firstElementChild);
    section.append(make("div", { class: "kit-actions" }, ...this.actions()));
    this.sending?.ask(heading, anew);
    byHand.before(section);
    return heading;
  }

  /** What can be done with the profile; with a code in use, what is sent comes first. */
  actions() {
    const { t } = this.words;
    const look = this.joined ? "kit-button" : "kit-button kit-button--primary";
    const print = button(t("print"), () => window.print(), look);
    if (this.joined) return [print, this.change];
    return [print, this.change, button(t("forget"), () => this.startOver(true))];
  }

  /** Characters that surely fit on a line. */
  get room() {
    const { fontSize } = getComputedStyle(this.root);
    return Math.floor(this.root.clientWidth / parseFloat(fontSize) / 0.62);
  }

  /** Say everything, in the language that the words are in now; answers, code and place stay. */
  translate() {
    this.label();
    if (this.result) this.tellProfile(false);
    else this.show(this.at, false);
  }

  /** @param {boolean} focus */
  startOver(focus) {
    this.answers.keep({});
    this.form.reset();
    this.show(0, focus);
  }

  /** Forget what nothing else keeps. */
  forget() {
    if (!this.lasts) this.startOver(false);
  }

  /** Who leaves in the middle loses what nothing else has. @param {BeforeUnloadEvent} event */
  warn(event) {
    const begun = Object.keys(this.answers.given).length > 0;
    if (!this.result && !this.lasts && begun) event.preventDefault();
  }
}

/** @param {{ model: Model, el: HTMLElement, offer?: Offer }} props */
function render(props) {
  const form = new SelfAssessment(props);
  form.begin();
  return Object.assign(() => form.end(), { translate: () => form.translate() });
}

export default { render };
