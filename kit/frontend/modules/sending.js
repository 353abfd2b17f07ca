/**
 * The part that sends answers, of every kind of exercise. A page loads it when somebody has a code, or
 * wants to take answers back; whoever only reads, answers or prints never does. The build adds what it says
 * to what it exports.
 *
 * Longer than a module should be: it is one conversation.
 */

import { button, make } from "./elements.js";

/** @typedef {import("./offering.js").Form} Form */
/** @typedef {import("./offering.js").Sendable} Sendable */
/** @typedef {{ unit: string, k: number, item_figures: boolean, purpose: string, discussed_on: string, closes_on: string | null, shown_until: string | null, code_kind: "room" | "slips", slips_drawn: number | null, people: number | null, raised_to: number | null, raised_from: number | null }} Round */
/** @typedef {{ input: HTMLInputElement, say(key: string): void }} Field */
/** @typedef {Record<string, string | number | undefined>} Values */
/** @typedef {{ ballot: string, body: Record<string, string>, state: "waiting" | "sending" | "stopped" | "received", tries: number }} Parcel */

const NONE = "dont-know";
/**
 * What the collector may say, and what we say then; a word with # stands for one of our texts.
 * @type {Record<string, string>}
 */
const SAID = {
  "unknown-code": "#unknown-code",
  "round-full": "#round-full",
  closed: "#closed",
  "last-day-over": "#last-day-over",
  "not-closed": "#not-closed",
  "other-version": "#other-version",
  "too-many": "#too-many",
  "unknown-ballot": "#unknown-ballot",
  offline: "offline",
  "no-contact": "no-contact"
};
/** What passes by itself. */
const PASSING = ["no-contact", "offline", "not-saved", "too-many", "too-slow", "failed"];
/** What says that a code may be right all the same. */
const FULL = ["too-many", "not-saved"];
const BUSY = ["#looking", "#looking-again", "#taking-back", "#taken-back"];

/** @param {...Node} buttons */
const row = (...buttons) => make("div", { class: "kit-actions" }, ...buttons);

/** @param {HTMLElement} heading */
function goTo(heading) {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "nearest" });
}

/**
 * Ask the collector something; returns what it answers, or a word for what stands in the way.
 * Every request of a kind has one length and says nothing about the reader's browser or language.
 * @param {string} collector @param {string} path @param {Record<string, string>} body @param {AbortController} stop
 * @returns {Promise<any>}
 */
async function post(collector, path, body, stop) {
  const late = setTimeout(() => stop.abort(), 20_000);
  try {
    const response = await fetch(`${collector}/collect/v1/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": "en" },
      body: JSON.stringify(body),
      signal: stop.signal,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer"
    });
    const told = await response.json();
    return response.ok ? told : { code: told.code ?? "no-contact" };
  } catch {
    return { code: navigator.onLine ? "no-contact" : "offline" };
  } finally {
    clearTimeout(late);
  }
}

/** @param {string} text what somebody typed, or the end of a link */
const bare = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");

/** @param {string} ballot */
const grouped = (ballot) => ballot.replace(/.{4}(?=.)/g, "$& ");

/** @param {number[]} bytes */
const hex = (bytes) => bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");

const randomBallot = () => hex([...crypto.getRandomValues(new Uint8Array(16))]);

/**
 * The way of the answers about "us here" to a collector: a code, what the round is, what will be
 * sent, a receipt. Everything is held by this object and nowhere else; the form's module gives
 * answers, and gets nothing.
 */
class Sending {
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
    this.code = "";
    /** @type {Round | null} */
    this.round = null;
    /** @type {Parcel | null} */
    this.parcel = null;
    this.copied = false;
    this.place = "";
    /** Shows the page of the outbox anew. */
    this.again = () => {};
    /** The key of what is said below it. */
    this.saying = "";
    this.stop = new AbortController();
    /** @type {number | undefined} */
    this.timer = undefined;
    this.entry = entry;
    this.earlier = earlier;
    this.terms = make("section", { class: "kit-terms" });
    this.note = make("p", { class: "kit-note kit-privacy kit-until-sent" });
    this.below = make("div");
    this.ending = make("div");
    this.page = make("div");
    this.said = make("p", { role: "status", class: "kit-said" });
    this.clock = make("p", { class: "kit-note", "aria-hidden": "true" });
    this.outbox = make("section", { class: "kit-outbox" }, this.page, this.said, this.clock);
    this.life = new AbortController();
    const { signal } = this.life;
    addEventListener("online", () => void (this.parcel?.state === "waiting" && this.attempt()), {
      signal
    });
    addEventListener("beforeunload", (event) => void (this.pending && event.preventDefault()), {
      signal
    });
    addEventListener("pageshow", (event) => void (event.persisted && this.startOver(true)), {
      signal
    });
    /** @type {HTMLElement} */
    this.whole = /** @type {HTMLElement} */ (root.querySelector(".kit-form"));
    this.whole.before(this.terms);
    this.whole.after(this.below);
    const privacy = root.querySelector(".kit-privacy");
    if (privacy) privacy.after(this.note);
    else this.whole.prepend(this.note);
    this.codeField = this.askForCode();
    this.askForBallot();
    this.stand();
  }

  /** What is said here. @param {string} key @param {Values} [values] */
  t = (key, values = {}) =>
    (this.sends.words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);

  get language() {
    return this.root.getAttribute("lang") || "en";
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
    this.whole.hidden = place !== "";
    this.terms.hidden = place !== "terms";
    this.below.hidden = place === "terms";
    this.note.hidden = !joined;
    this.note.textContent = this.t("#until-sent");
  }

  /** Whether answers are on their way, and nobody knows yet whether they have come through. */
  get pending() {
    return this.parcel?.state === "sending" || this.parcel?.state === "waiting";
  }

  /** @param {string} key @param {number} [deeper] */
  heading(key, deeper = 0) {
    return make(
      /** @type {"h2"} */ (`h${Math.min(Number(this.entry.dataset.level) + deeper, 6)}`),
      { tabindex: "-1" },
      this.t(key)
    );
  }

  /** @param {string} key @param {Values} [values] */
  text(key, values) {
    return make("p", {}, this.t(key, values));
  }

  /** Show a page of the outbox and go there. @param {string} key @param {...(Node | string)} children */
  turn(key, ...children) {
    // In the place of the form it is a part of the exercise; after a profile, a part of that.
    const heading = this.heading(key, this.place ? 0 : 1);
    this.page.replaceChildren(heading, ...children);
    this.say("");
    this.root.classList.toggle("kit-sent", !!this.parcel);
    if (this.outbox.isConnected) goTo(heading);
  }

  /** Say something below the page of the outbox. @param {string} key */
  say(key) {
    this.saying = key;
    this.said.textContent = key && this.t(key);
    this.clock.textContent = "";
  }

  /** Say everything anew, in the language that the words are in now. */
  retell() {
    const over = this.entry.querySelector(".kit-after");
    const typed = this.codeField.input.value;
    this.askForCode(typed);
    this.askForBallot(this.earlier.querySelector("input")?.value);
    if (over) this.leadAfter(bare(typed).slice(0, 24));
    const key = this.saying;
    const there = new Comment();
    if (this.round) this.writeTerms(this.round);
    // Whoever reads it stays where they are.
    this.outbox.replaceWith(there);
    this.again();
    there.replaceWith(this.outbox);
    this.say(key);
    if (this.below.firstChild) this.writeBelow();
  }

  /**
   * A field for a code with its button, below the words of the page that open it.
   * @param {HTMLElement} box
   * @param {{ label: string, hint: string, action: string, size: number }} field
   * @param {(text: string) => void} use @param {string} value
   */
  field(box, { label, hint, action, size }, use, value) {
    const name = `kit-${randomBallot()}`;
    const input = /** @type {HTMLInputElement} */ (
      make("input", {
        id: name,
        "aria-describedby": `${name}-hint ${name}-said`,
        maxlength: `${size}`,
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false"
      })
    );
    input.value = value;
    const said = make("p", { id: `${name}-said`, role: "status", class: "kit-said" });
    /** @param {string} key */
    const say = (key) => {
      said.textContent = key && this.t(key);
      input.setAttribute("aria-invalid", String(Boolean(key) && !BUSY.includes(key)));
    };
    const form = make(
      "form",
      {},
      make("label", { for: name }, this.t(label)),
      make("p", { id: `${name}-hint`, class: "kit-note" }, this.t(hint)),
      input,
      make("button", { type: "submit", class: "kit-button kit-button--primary" }, this.t(action)),
      said
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      use(input.value);
    });
    box.querySelector("details")?.lastElementChild?.replaceWith(form);
    return { input, say };
  }

  /** @returns {Field} */
  askForCode(typed = "") {
    const texts = { label: "#code", hint: "#code-hint", action: "#use-code", size: 40 };
    this.codeField = this.field(this.entry, texts, (text) => this.join(text), typed);
    return this.codeField;
  }

  openEntry() {
    this.entry.querySelector("details")?.setAttribute("open", "");
    this.codeField.input.focus();
  }

  /** @param {string} text the code as typed */
  async join(text) {
    if (this.parcel) return;
    if (this.round) this.leave();
    const code = bare(text).slice(0, 24);
    this.openEntry();
    this.codeField.input.value = text;
    // Of the field that is there then: a change of the language puts in another.
    const say = (/** @type {string} */ key) => this.codeField.say(key);
    this.entry.querySelector(".kit-after")?.remove();
    if (!code) return say("#no-code");
    say("#looking");
    this.stop.abort();
    const stop = new AbortController();
    this.stop = stop;
    const look = () => post(this.collector, "join", { code: code.padEnd(24) }, stop);
    let told = await look();
    for (let tries = 1; FULL.includes(told.code) && stop === this.stop; tries += 1) {
      say("#looking-again");
      await new Promise((resolve) =>
        setTimeout(resolve, 1000 * Math.min(10, 2 ** tries) * (0.5 + Math.random() / 2))
      );
      if (stop === this.stop) told = await look();
    }
    if (stop !== this.stop) return;
    const problem = this.problemOf(told);
    if (problem) return problem === "#closed" ? this.leadAfter(code) : say(problem);
    this.code = code;
    this.round = /** @type {any} */ (told);
    this.tellTerms();
  }

  /** Lead to what there is to see of a round that is closed. @param {string} code */
  leadAfter(code) {
    this.codeField.say("#closed");
    const address = `${this.collector}/collect/after?lang=${this.language}#${code}`;
    const link = make(
      "a",
      { href: address, class: "kit-button kit-after", rel: "noreferrer" },
      this.t("#see-after")
    );
    this.entry.querySelector("form")?.append(link);
  }

  /** @param {{ code?: string, exercise?: string, fingerprint?: string }} told */
  problemOf({ code, exercise, fingerprint }) {
    if (code) return SAID[code] ?? "#cannot";
    if (fingerprint === this.sends.fingerprint) return "";
    return exercise === this.sends.id ? "#other-version" : "#other-exercise";
  }

  /** Say what the round is before the first statement: in three lines, and below them all of it. */
  tellTerms() {
    if (!this.round) return;
    const heading = this.writeTerms(this.round);
    this.stand("terms");
    goTo(heading);
  }

  /** @param {Round} round @returns {HTMLElement} its heading */
  writeTerms(round) {
    const { t } = this;
    const about = make(
      "div",
      { class: "kit-clamped" },
      make("strong", {}, `${round.unit}:`),
      ` ${round.purpose}`
    );
    // Never folded: who knows it not before the first statement has not been told.
    const shown = round.shown_until
      ? [
          make(
            "li",
            {},
            t("#shown-to-all", { unit: round.unit, date: this.day(round.shown_until) })
          )
        ]
      : [];
    const lines = make(
      "ul",
      {},
      make("li", {}, about),
      make("li", {}, t("#voluntary-short")),
      make("li", {}, t("#at-the-end", { k: round.k })),
      ...shown
    );
    const begin = button(t("#begin"), () => this.begin(), "kit-button kit-button--primary");
    const actions = row(
      begin,
      button(t("#without"), () => this.leave())
    );
    const heading = this.heading("#before");
    const all = make("details", {}, make("summary", {}, t("#all-about")), ...this.details(round));
    this.terms.replaceChildren(heading, lines, actions, all);
    return heading;
  }

  /** Everything that a round is, for whom three lines are not enough. @param {Round} round */
  details(round) {
    const { t } = this;
    const facts = [
      ["#asked", round.unit],
      ["#purpose", round.purpose],
      ["#discussed", this.day(round.discussed_on)],
      ...(round.closes_on ? [["#until", this.day(round.closes_on)]] : [])
    ].map(([key = "", value = ""]) =>
      make("div", {}, make("dt", {}, t(key)), make("dd", {}, value))
    );
    const numbers = { n: this.sends.items.length, k: round.k };
    const points = [
      t("#voluntary"),
      t("#only-us", numbers),
      t("#averages", numbers),
      t(round.item_figures ? "#items-shown" : "#items-hidden", { k: Math.max(10, round.k) }),
      t("#until-closing"),
      this.way(),
      ...(round.raised_to
        ? [t("#raised", { people: round.raised_to, registered: round.raised_from ?? 0 })]
        : [])
    ].map((point) => make("li", {}, point));
    return [make("dl", {}, ...facts), make("ul", {}, ...points)];
  }

  /** How one gets in, and what that is worth; of an older collector without the number. */
  way() {
    const { t, round } = this;
    if (round?.code_kind !== "slips") return t("#room");
    const { slips_drawn: drawn, people } = round;
    return drawn && people ? `${t("#slip")} ${t("#slips-drawn", { drawn, people })}` : t("#slip");
  }

  get slips() {
    return this.round?.code_kind === "slips";
  }

  /** @param {string} date */
  day(date) {
    return new Date(`${date}T12:00`).toLocaleDateString(
      this.language === "en" ? "en-GB" : this.language,
      { dateStyle: "long" }
    );
  }

  /** Show the form from where somebody is. */
  begin() {
    this.outbox.remove();
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
    this.stop.abort();
    this.stop = new AbortController();
    this.code = "";
    this.round = null;
    this.terms.replaceChildren();
    this.below.replaceChildren();
    this.stand();
    this.askForCode();
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
    this.below.prepend(this.outbox);
    this.below.append(this.ending);
  }

  askHere() {
    this.stand("asking");
    this.writeBelow();
    this.offer();
  }

  /**
   * Put what will be sent after an element, and how the next person begins where that ends.
   * @param {Element} place @param {boolean} anew
   */
  ask(place, anew = true) {
    if (!this.round) return;
    if (anew && !this.parcel) this.offer();
    this.writeEnding();
    place.after(this.outbox);
    place.parentElement?.append(this.ending);
  }

  /**
   * Read the answers of the form: one byte an item, 0 for none. Nothing else can go out, and whatever
   * else a module gives is a fault of its kind.
   */
  read() {
    const { kind, items, categories } = this.sends;
    const given = new Map(Object.entries(this.form.answers()));
    const bytes = items.map(({ id }) => {
      const answer = given.get(id) ?? NONE;
      given.delete(id);
      const byte = 1 + categories.findIndex((category) => category.id === answer);
      if (!byte && answer !== NONE)
        throw new Error(`${kind}: what it gives for '${id}' is no answer of its response`);
      return byte;
    });
    for (const id of given.keys()) throw new Error(`${kind}: '${id}' is no item of its response`);
    return bytes;
  }

  /** Show exactly what will be sent, and let the reader choose. */
  offer() {
    const { t, sends } = this;
    this.again = () => this.offer();
    /** @type {number[]} */
    let bytes;
    try {
      bytes = this.read();
    } catch (error) {
      // Without a place in the code, and without what was answered.
      console.error(/** @type {Error} */ (error).message);
      return this.turn("#not-sent", this.text("#cannot"));
    }
    const lines = sends.items.map(({ text }, n) => {
      const category = sends.categories[(bytes[n] ?? 0) - 1];
      const [before = "", after = ""] = t("#unanswered", { dont_know: "\n" }).split("\n");
      const words = category
        ? [this.mark(category.label)]
        : [before, this.mark(sends.dont_know), after];
      return make("li", {}, this.mark(text), " ", make("strong", {}, ...words));
    });
    const send = button(t("#send"), () => this.send(bytes), "kit-button kit-button--primary");
    const actions = row(
      send,
      button(t("#do-not-send"), () => this.tellUnsent())
    );
    const text = this.text("#what-sent-text", { n: bytes.length, unit: this.round?.unit });
    this.turn(
      "#what-sent",
      text,
      actions,
      make("details", {}, make("summary", {}, t("#each-answer")), make("ol", {}, ...lines))
    );
  }

  tellUnsent() {
    this.again = () => this.tellUnsent();
    this.turn("#not-sent", this.text("#only-here"), this.seeAgain());
  }

  seeAgain() {
    return row(button(this.t("#see-again"), () => this.offer()));
  }

  /** @param {number[]} bytes as they were shown */
  send(bytes) {
    const ballot = randomBallot();
    this.parcel = {
      ballot,
      body: {
        code: this.code.padEnd(24),
        ballot,
        fingerprint: this.sends.fingerprint,
        answers: hex(bytes)
      },
      state: "waiting",
      tries: 0
    };
    this.keepSending();
  }

  keepSending() {
    this.tellSending();
    this.attempt();
  }

  tellSending() {
    const { t } = this;
    this.again = () => this.tellSending();
    const retry = button(t("#try-now"), () => this.attempt());
    const actions = row(
      retry,
      button(t("#stop"), () => this.giveUp())
    );
    this.turn("#sending", this.text("#stay"), actions);
  }

  /** Try once; the same random id every time, so that nothing is counted twice. */
  async attempt() {
    const { parcel } = this;
    if (parcel?.state !== "waiting") return;
    clearInterval(this.timer);
    parcel.state = "sending";
    parcel.tries += 1;
    this.say("#sending-now");
    const stop = new AbortController();
    this.stop = stop;
    const { code } = await post(this.collector, "answers", parcel.body, stop);
    if (parcel !== this.parcel || parcel.state !== "sending") return;
    if (!code) this.tellReceived(parcel);
    else if (PASSING.includes(code)) this.wait(parcel, code);
    else this.tellFailed(parcel, code);
  }

  /** @param {Parcel} parcel @param {string} code */
  wait(parcel, code) {
    parcel.state = "waiting";
    let left = Math.ceil(Math.min(60, 2 ** parcel.tries) * (0.5 + Math.random() / 2));
    this.say(
      code === "offline" ? "#offline-waiting" : code === "not-saved" ? "#not-saved" : "#waiting"
    );
    const tick = () => {
      this.clock.textContent = this.t("#next-try", { n: left });
      if (left-- <= 0) this.attempt();
    };
    clearInterval(this.timer);
    this.timer = setInterval(tick, 1000);
    tick();
  }

  /** @param {Parcel} parcel @param {string} code */
  tellFailed(parcel, code) {
    this.parcel = null;
    this.again = () => this.tellFailed(parcel, code);
    this.turn(
      "#not-through",
      this.text(SAID[code] ?? "#cannot"),
      ...(parcel.tries > 1 ? [this.text("#perhaps")] : [])
    );
  }

  giveUp() {
    clearInterval(this.timer);
    this.stop.abort();
    if (this.parcel) this.tellStopped(this.parcel);
  }

  /** @param {Parcel} parcel */
  tellStopped(parcel) {
    parcel.state = "stopped";
    this.again = () => this.tellStopped(parcel);
    const retry = button(this.t("#try-now"), () => {
      parcel.state = "waiting";
      this.keepSending();
    });
    this.turn("#stopped", this.text("#stopped-text"), ...this.receipt(parcel, retry));
  }

  /** @param {Parcel} parcel */
  tellReceived(parcel) {
    parcel.state = "received";
    this.again = () => this.tellReceived(parcel);
    this.turn("#received", this.text("#received-text"), ...this.receipt(parcel));
  }

  /** @param {Parcel} parcel @param {HTMLElement[]} more buttons */
  receipt({ ballot }, ...more) {
    const { t } = this;
    const code = make("code", {}, grouped(ballot));
    const copy = button(t("#copy"), async () => {
      try {
        await navigator.clipboard.writeText(grouped(ballot));
      } catch {
        getSelection()?.selectAllChildren(code);
        return this.say("#not-copied");
      }
      this.copied = true;
      this.say("#copied");
    });
    const take = button(t("#take-back"), () => question.open());
    const question = this.question(
      take,
      "#take-back",
      t(this.slips ? "#sure-slip" : "#sure"),
      t("#yes-take-back"),
      t("#keep-them"),
      () => this.withdrawMine(ballot)
    );
    return [
      make("p", { class: "kit-receipt" }, make("span", {}, t("#receipt")), code),
      this.text("#receipt-note"),
      row(
        ...more,
        copy,
        button(t("#print-code"), () => this.printReceipt()),
        take
      ),
      question.el
    ];
  }

  /** Print the receipt without the answers, whatever else the page shows. */
  printReceipt() {
    const root = document.documentElement;
    root.classList.add("kit-receipt-only");
    addEventListener("afterprint", () => root.classList.remove("kit-receipt-only"), { once: true });
    print();
  }

  /**
   * @param {HTMLElement} asking the button that stays away meanwhile @param {string} name
   * @param {string} text @param {string} yes @param {string} no @param {() => void} act
   */
  question(asking, name, text, yes, no, act) {
    const close = () => {
      el.hidden = true;
      asking.hidden = false;
      asking.focus();
    };
    const stay = button(no, close);
    const go = button(yes, () => {
      close();
      act();
    });
    const el = make(
      "div",
      { class: "kit-ask", role: "group", "aria-label": this.t(name) },
      make("p", {}, text),
      row(go, stay)
    );
    el.hidden = true;
    const open = () => {
      el.hidden = false;
      asking.hidden = true;
      stay.focus();
    };
    return { el, open };
  }

  /** @param {string} ballot @param {(key: string) => void} say */
  async withdraw(ballot, say) {
    say("#taking-back");
    const { code } = await post(this.collector, "withdrawals", { ballot }, new AbortController());
    if (!code) return true;
    say(code === "closed" ? "#closed-back" : (SAID[code] ?? "no-contact"));
    return false;
  }

  /** @param {string} ballot */
  async withdrawMine(ballot) {
    const { parcel } = this;
    /** @param {string} key */
    const say = (key) => void (parcel === this.parcel && this.say(key));
    const done = await this.withdraw(ballot, say);
    if (done && parcel === this.parcel) this.tellWithdrawn();
  }

  /** Say that the answers of this page are taken back, where their receipt was. */
  tellWithdrawn() {
    this.parcel = null;
    this.again = () => this.tellWithdrawn();
    this.turn(
      "#withdrawn",
      this.text("#withdrawn-text"),
      this.slips ? this.text("#slip-used") : this.seeAgain()
    );
  }

  /** A place to take back answers with a code that was noted. */
  askForBallot(typed = "") {
    const texts = { label: "#receipt", hint: "#receipt-hint", action: "#take-back", size: 80 };
    /** @param {string} text */
    const use = async (text) => {
      const ballot = bare(text).toLowerCase();
      if (!/^[0-9a-f]{32}$/.test(ballot)) return say("#receipt-wrong");
      if (!(await this.withdraw(ballot, say))) return;
      input.value = "";
      say("#taken-back");
    };
    const { input, say } = this.field(this.earlier, texts, use, typed);
  }

  /** Wipe everything of one person. @param {boolean} all also a code that serves the whole room */
  wipe(all) {
    const room = !all && this.round?.code_kind === "room";
    clearInterval(this.timer);
    this.stop.abort();
    this.parcel = null;
    this.page.replaceChildren();
    this.outbox.remove();
    this.ending.remove();
    this.again = () => {};
    this.say("");
    if (this.copied) navigator.clipboard.writeText("").catch(() => {});
    this.copied = false;
    this.askForBallot();
    if (room) this.tellTerms();
    else this.forget();
  }

  /** How the next person begins. */
  writeEnding() {
    const { t } = this;
    const next = button(t("#next-person"), () =>
      this.pending ? question.open() : this.startOver(false)
    );
    const question = this.question(
      next,
      "#next-person",
      t("#sure-unsent"),
      t("#yes-wipe"),
      t("#wait"),
      () => this.startOver(false)
    );
    const stays = t(this.round?.code_kind === "room" ? "#room-stays" : "#slip-goes", {
      unit: this.round?.unit
    });
    this.ending.replaceChildren(
      row(next),
      question.el,
      make("p", { class: "kit-note kit-next" }, stays)
    );
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

  end() {
    this.wipe(true);
    for (const el of [this.terms, this.below, this.note]) el.remove();
    this.life.abort();
  }
}

export default { Sending };
