/**
 * The part of a self-assessment that sends answers. The form loads it when somebody has a code, or
 * wants to take answers back; whoever only reads, answers or prints never does. The build adds what
 * it says to what it exports.
 *
 * Longer than a module should be: it is one conversation, and in a notebook a file cannot import.
 */

/** @typedef {import("./self-assessment.js").Exercise} Exercise */
/** @typedef {import("./self-assessment.js").Words} Words */
/** @typedef {{ unit: string, k: number, item_figures: boolean, purpose: string, discussed_on: string, closes_on: string | null, shown_until: string | null, code_kind: "room" | "slips", slips_drawn: number | null, people: number | null, raised_to: number | null, raised_from: number | null, items: string[], categories: string[] }} Round */
/** @typedef {{ ballot: string, body: Record<string, string>, state: "waiting" | "sending" | "stopped" | "received", tries: number }} Parcel */

/** What the collector may say and we have words for. */
const SAID = ["unknown-code", "round-full", "closed", "last-day-over", "not-closed", "other-version", "too-many", "offline", "no-contact"];
/** What passes by itself. */
const PASSING = ["no-contact", "offline", "not-saved", "too-many", "too-slow", "failed"];
/** What says that a code may be right all the same. */
const FULL = ["too-many", "not-saved"];
const BACK = ["unknown-ballot", "offline", "too-many"];
const BUSY = ["looking", "looking-again", "taking-back", "taken-back"];

/** @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children */
function make(tag, attributes = {}, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  el.append(...children);
  return el;
}

/** @param {string} text @param {() => void} action @param {string} [look] */
function button(text, action, look = "kit-button") {
  const el = make("button", { type: "button", class: look }, text);
  el.addEventListener("click", action);
  return el;
}

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
    const response = await fetch(`${collector === "/" ? "" : collector}/collect/v1/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": "en" },
      body: JSON.stringify(body),
      signal: stop.signal,
      mode: "cors",
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
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
const grouped = (ballot) => ballot.match(/.{4}/g)?.join(" ") ?? "";

function randomBallot() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The way of the answers about "us here" to a collector: a code, what the round is, what will be
 * sent, a receipt. Everything is held by this object and nowhere else.
 */
class Sending {
  /**
   * @param {Exercise} exercise @param {Words} words @param {number} level of headings
   * @param {{ entry: HTMLElement, earlier: HTMLElement, answers(): Record<string, string>, turn(joined: boolean): void, changed(): void }} form
   *   whose ``entry`` and ``earlier`` are the places for a code and for a receipt
   */
  constructor(exercise, words, level, form) {
    this.exercise = exercise;
    this.words = words;
    this.t = words.t;
    this.level = Math.min(level, 6);
    this.form = form;
    this.code = "";
    /** @type {Round | null} */
    this.round = null;
    /** @type {Parcel | null} */
    this.parcel = null;
    this.copied = false;
    /** Shows the page of the outbox anew. */
    this.again = () => {};
    /** The key of what is said below it. */
    this.saying = "";
    this.stop = new AbortController();
    /** @type {number | undefined} */
    this.timer = undefined;
    this.entry = form.entry;
    this.terms = make("section", { class: "kit-terms" });
    this.page = make("div");
    this.said = make("p", { role: "status", class: "kit-said" });
    this.clock = make("p", { class: "kit-note", "aria-hidden": "true" });
    this.outbox = make("section", { class: "kit-outbox" }, this.page, this.said, this.clock);
    this.online = () => void (this.parcel?.state === "waiting" && this.attempt());
    /** @param {BeforeUnloadEvent} event */
    this.warn = (event) => void (this.pending && event.preventDefault());
    addEventListener("online", this.online);
    addEventListener("beforeunload", this.warn);
    this.askForCode();
    this.askForBallot();
  }

  /** Whether answers are on their way, and nobody knows yet whether they have come through. */
  get pending() {
    return this.parcel?.state === "sending" || this.parcel?.state === "waiting";
  }

  /** @param {string} key @param {number} [level] @returns {HTMLElement} */
  heading(key, level = this.level) {
    return make(`h${Math.min(level, 6)}`, { tabindex: "-1" }, this.t(key));
  }

  /** @param {string} key @param {Record<string, string | number>} [values] */
  text(key, values) {
    return make("p", {}, this.t(key, values));
  }

  /** Show a page of the outbox and go there. @param {string} key @param {...(Node | string)} children */
  turn(key, ...children) {
    const heading = this.heading(key, this.level + 1);
    this.page.replaceChildren(heading, ...children);
    this.say("");
    this.form.changed();
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
    for (const [box, ask] of /** @type {[HTMLElement, () => void][]} */ ([[this.entry, () => this.askForCode()], [this.form.earlier, () => this.askForBallot()]])) {
      const open = box.querySelector("details")?.hasAttribute("open");
      const typed = box.querySelector("input")?.value ?? "";
      ask();
      box.querySelector("details")?.toggleAttribute("open", open);
      const input = box.querySelector("input");
      if (input) input.value = typed;
    }
    if (over && this.codeInput) {
      this.sayOfCode?.("closed");
      this.leadAfter(bare(this.codeInput.value).slice(0, 24));
    }
    const key = this.saying;
    if (this.round) this.writeTerms(this.round);
    this.outbox.remove();
    this.again();
    this.say(key);
  }

  /**
   * A field for a code with its button.
   * @param {{ label: string, hint: string, action: string, size: number }} field
   * @param {(text: string, say: (key: string) => void) => void} use
   */
  field({ label, hint, action, size }, use) {
    const name = `kit-${randomBallot()}`;
    const input = /** @type {HTMLInputElement} */ (
      make("input", { id: name, "aria-describedby": `${name}-hint ${name}-said`, maxlength: `${size}`, autocomplete: "off", autocapitalize: "off", spellcheck: "false" })
    );
    const said = make("p", { id: `${name}-said`, role: "status", class: "kit-said" });
    /** @param {string} key */
    const say = (key) => {
      said.textContent = key && this.t(key);
      input.setAttribute("aria-invalid", String(Boolean(key) && !BUSY.includes(key)));
    };
    const form = make(
      "form",
      { autocomplete: "off" },
      make("label", { for: name }, this.t(label)),
      make("p", { id: `${name}-hint`, class: "kit-note" }, this.t(hint)),
      input,
      make("button", { type: "submit", class: "kit-button kit-button--primary" }, this.t(action)),
      said,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      use(input.value, say);
    });
    return { form, input, say };
  }

  askForCode() {
    const texts = { label: "code", hint: "code-hint", action: "use-code", size: 40 };
    const { form, input, say } = this.field(texts, (text) => this.join(text));
    this.sayOfCode = say;
    this.codeInput = input;
    this.entry.replaceChildren(make("details", {}, make("summary", {}, this.t("have-code")), form));
  }

  openEntry() {
    this.entry.querySelector("details")?.setAttribute("open", "");
    this.codeInput?.focus();
  }

  /** @param {string} text the code as typed */
  async join(text) {
    if (this.parcel) return;
    if (this.round) this.leave();
    const code = bare(text).slice(0, 24);
    this.openEntry();
    if (this.codeInput) this.codeInput.value = text;
    this.entry.querySelector(".kit-after")?.remove();
    if (!code) return this.sayOfCode?.("no-code");
    this.sayOfCode?.("looking");
    this.stop.abort();
    const stop = (this.stop = new AbortController());
    let told = await post(this.exercise.collector, "join", { code: code.padEnd(24) }, stop);
    for (let tries = 1; FULL.includes(told.code) && stop === this.stop; tries += 1) {
      this.sayOfCode?.("looking-again");
      await new Promise((resolve) => setTimeout(resolve, 1000 * Math.min(10, 2 ** tries) * (0.5 + Math.random() / 2)));
      if (stop === this.stop) told = await post(this.exercise.collector, "join", { code: code.padEnd(24) }, stop);
    }
    if (stop !== this.stop) return;
    const problem = this.problemOf(told);
    if (problem) {
      this.sayOfCode?.(problem);
      return problem === "closed" ? this.leadAfter(code) : undefined;
    }
    this.code = code;
    this.round = /** @type {any} */ (told);
    this.tellTerms();
  }

  /** Lead to what there is to see of a round that is closed. @param {string} code */
  leadAfter(code) {
    const { collector } = this.exercise;
    const address = `${collector === "/" ? "" : collector}/collect/after?lang=${this.words.language}#${code}`;
    const link = make("a", { href: address, class: "kit-button kit-after", rel: "noreferrer" }, this.t("see-after"));
    this.entry.querySelector("form")?.append(link);
  }

  /** @param {{ code?: string, exercise?: string, fingerprint?: string }} told */
  problemOf({ code, exercise, fingerprint }) {
    if (code) return SAID.includes(code) ? code : "cannot";
    if (fingerprint === this.exercise.fingerprint) return "";
    return exercise === this.exercise.id ? "other-version" : "other-exercise";
  }

  /** Say what the round is before the first statement: in three lines, and below them all of it. */
  tellTerms() {
    if (!this.round) return;
    const heading = this.writeTerms(this.round);
    this.form.turn(true);
    goTo(heading);
  }

  /** @param {Round} round @returns {HTMLElement} its heading */
  writeTerms(round) {
    const { t } = this;
    const about = make("div", { class: "kit-clamped" }, make("strong", {}, `${round.unit}:`), ` ${round.purpose}`);
    // Never folded: who knows it not before the first statement has not been told.
    const shown = round.shown_until ? [make("li", {}, t("shown-to-all", { unit: round.unit, date: this.day(round.shown_until) }))] : [];
    const lines = make("ul", {}, make("li", {}, about), make("li", {}, t("voluntary-short")), make("li", {}, t("at-the-end", { k: round.k })), ...shown);
    const begin = button(t("begin"), () => this.form.turn(false), "kit-button kit-button--primary");
    const actions = make("div", { class: "kit-actions" }, begin, button(t("without"), () => this.leave()));
    const heading = this.heading("before");
    const all = make("details", {}, make("summary", {}, t("all-about")), ...this.details(round));
    this.terms.replaceChildren(heading, lines, actions, all);
    return heading;
  }

  /** Everything that a round is, for whom three lines are not enough. @param {Round} round */
  details(round) {
    const { t } = this;
    const facts = [
      ["asked", round.unit],
      ["purpose", round.purpose],
      ["discussed", this.day(round.discussed_on)],
      ...(round.closes_on ? [["until", this.day(round.closes_on)]] : []),
    ].map(([key = "", value = ""]) => make("div", {}, make("dt", {}, t(key)), make("dd", {}, value)));
    const numbers = { n: round.items.length, total: this.exercise.items.length, k: round.k };
    const points = [
      t("voluntary"),
      t("only-us", numbers),
      t("averages", numbers),
      round.item_figures ? t("items-shown", { k: Math.max(10, round.k) }) : t("items-hidden"),
      t("until-closing"),
      this.way(),
      ...(round.raised_to ? [t("raised", { people: round.raised_to, registered: round.raised_from ?? 0 })] : []),
    ].map((point) => make("li", {}, point));
    return [make("dl", {}, ...facts), make("ul", {}, ...points)];
  }

  /** How one gets in, and what that is worth; of an older collector without the number. */
  way() {
    const { t, round } = this;
    if (round?.code_kind !== "slips") return t("room");
    const { slips_drawn: drawn, people } = round;
    return drawn && people ? `${t("slip")} ${t("slips-drawn", { drawn, people })}` : t("slip");
  }

  get unit() {
    return this.round?.unit ?? "";
  }

  /** @param {string} date */
  day(date) {
    return new Date(`${date}T12:00`).toLocaleDateString(this.words.language === "en" ? "en-GB" : this.words.language, { dateStyle: "long" });
  }

  /** Go back to the private profile. */
  leave() {
    this.forget();
    this.form.turn(false);
    this.entry.querySelector("summary")?.focus();
  }

  forget() {
    this.stop.abort();
    this.stop = new AbortController();
    this.code = "";
    this.round = null;
    this.terms.replaceChildren();
    this.askForCode();
  }

  /** Show exactly what will be sent, and let the reader choose. */
  offer() {
    const { t, round, exercise } = this;
    const { say, mark } = this.words;
    if (!round) return;
    this.again = () => this.offer();
    const given = this.form.answers();
    const lines = round.items.map((id) => {
      const category = exercise.scale.categories.find((one) => one.id === given[id]);
      const words = category ? [mark(category.label)] : say("unanswered", { dont_know: exercise.scale.dont_know });
      return make("li", {}, mark(exercise.items.find((item) => item.id === id)?.text ?? ""), " ", make("strong", {}, ...words));
    });
    const send = button(t("send"), () => this.send(), "kit-button kit-button--primary");
    const actions = make("div", { class: "kit-actions" }, send, button(t("do-not-send"), () => this.tellUnsent()));
    const text = this.text("what-sent-text", { n: round.items.length, unit: this.unit });
    this.turn("what-sent", text, actions, make("details", {}, make("summary", {}, t("each-answer")), make("ol", {}, ...lines)));
  }

  tellUnsent() {
    this.again = () => this.tellUnsent();
    this.turn("not-sent", this.text("only-here"), this.seeAgain());
  }

  seeAgain() {
    return make("div", { class: "kit-actions" }, button(this.t("see-again"), () => this.offer()));
  }

  send() {
    const { round, exercise } = this;
    if (!round) return;
    const given = this.form.answers();
    const bytes = round.items.map((id) => 1 + round.categories.indexOf(given[id] ?? ""));
    const vector = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const ballot = randomBallot();
    this.parcel = {
      ballot,
      body: { code: this.code.padEnd(24), ballot, fingerprint: exercise.fingerprint, answers: vector },
      state: "waiting",
      tries: 0,
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
    const retry = button(t("try-now"), () => this.attempt());
    const actions = make("div", { class: "kit-actions" }, retry, button(t("stop"), () => this.giveUp()));
    this.turn("sending", this.text("stay"), actions);
  }

  /** Try once; the same random id every time, so that nothing is counted twice. */
  async attempt() {
    const { parcel } = this;
    if (parcel?.state !== "waiting") return;
    clearInterval(this.timer);
    parcel.state = "sending";
    parcel.tries += 1;
    this.say("sending-now");
    const stop = (this.stop = new AbortController());
    const { code } = await post(this.exercise.collector, "answers", parcel.body, stop);
    if (parcel !== this.parcel || parcel.state !== "sending") return;
    if (!code) this.receive(parcel);
    else if (PASSING.includes(code)) this.wait(parcel, code);
    else this.fail(parcel, code);
  }

  /** @param {Parcel} parcel @param {string} code */
  wait(parcel, code) {
    parcel.state = "waiting";
    let left = Math.ceil(Math.min(60, 2 ** parcel.tries) * (0.5 + Math.random() / 2));
    this.say(code === "offline" ? "offline-waiting" : code === "not-saved" ? "not-saved" : "waiting");
    const tick = () => {
      this.clock.textContent = this.t("next-try", { n: left });
      if (left-- <= 0) this.attempt();
    };
    clearInterval(this.timer);
    this.timer = setInterval(tick, 1000);
    tick();
  }

  /** @param {Parcel} parcel @param {string} code */
  fail({ tries }, code) {
    this.parcel = null;
    this.tellFailed(tries, code);
  }

  /** @param {number} tries @param {string} code */
  tellFailed(tries, code) {
    this.again = () => this.tellFailed(tries, code);
    this.turn("not-through", this.text(SAID.includes(code) ? code : "cannot"), ...(tries > 1 ? [this.text("perhaps")] : []));
  }

  giveUp() {
    clearInterval(this.timer);
    if (!this.parcel) return;
    const { parcel } = this;
    parcel.state = "stopped";
    this.stop.abort();
    this.tellStopped(parcel);
  }

  /** @param {Parcel} parcel */
  tellStopped(parcel) {
    this.again = () => this.tellStopped(parcel);
    const retry = button(this.t("try-now"), () => {
      parcel.state = "waiting";
      this.keepSending();
    });
    this.turn("stopped", this.text("stopped-text"), ...this.receipt(parcel, retry));
  }

  /** @param {Parcel} parcel */
  receive(parcel) {
    parcel.state = "received";
    this.tellReceived(parcel);
  }

  /** @param {Parcel} parcel */
  tellReceived(parcel) {
    this.again = () => this.tellReceived(parcel);
    this.turn("received", this.text("received-text"), ...this.receipt(parcel));
  }

  /** @param {Parcel} parcel @param {HTMLElement[]} more buttons */
  receipt({ ballot }, ...more) {
    const { t } = this;
    const slip = this.round?.code_kind === "slips";
    const copy = button(t("copy"), async () => {
      await navigator.clipboard.writeText(grouped(ballot));
      this.copied = true;
      this.say("copied");
    });
    const take = button(t("take-back"), () => question.open());
    const question = this.question(take, "take-back", t(slip ? "sure-slip" : "sure"), t("yes-take-back"), t("keep-them"), () => this.withdrawMine(ballot));
    return [
      make("p", { class: "kit-receipt" }, make("span", {}, this.t("receipt")), make("code", {}, grouped(ballot))),
      this.text("receipt-note"),
      make("div", { class: "kit-actions" }, ...more, copy, button(t("print-code"), () => this.printReceipt()), take),
      question.el,
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
    const el = make("div", { class: "kit-ask", role: "group", "aria-label": this.t(name) }, make("p", {}, text), make("div", { class: "kit-actions" }, go, stay));
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
    say("taking-back");
    const { code } = await post(this.exercise.collector, "withdrawals", { ballot }, new AbortController());
    if (!code) return true;
    say(code === "closed" ? "closed-back" : BACK.includes(code) ? code : "no-contact");
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
    const slip = this.round?.code_kind === "slips";
    this.turn("withdrawn", this.text("withdrawn-text"), slip ? this.text("slip-used") : this.seeAgain());
  }

  /** A place to take back answers with a code that was noted. */
  askForBallot() {
    const texts = { label: "receipt", hint: "receipt-hint", action: "take-back", size: 80 };
    const { form, input } = this.field(texts, async (text, say) => {
      const ballot = bare(text).toLowerCase();
      if (!/^[0-9a-f]{32}$/.test(ballot)) return say("receipt-wrong");
      if (!(await this.withdraw(ballot, say))) return;
      input.value = "";
      say("taken-back");
    });
    this.form.earlier.replaceChildren(make("details", {}, make("summary", {}, this.t("take-back-earlier")), form));
  }

  /** Wipe everything of one person. @param {boolean} all also a code that serves the whole room */
  wipe(all) {
    const room = !all && this.round?.code_kind === "room";
    clearInterval(this.timer);
    this.stop.abort();
    this.parcel = null;
    this.page.replaceChildren();
    this.again = () => {};
    this.say("");
    if (this.copied) navigator.clipboard.writeText("").catch(() => {});
    this.copied = false;
    this.askForBallot();
    if (room) this.tellTerms();
    else this.forget();
  }

  /**
   * How the profile's page ends: how the next person begins.
   * @param {HTMLElement[]} buttons @param {() => void} startOver
   */
  ending(buttons, startOver) {
    const { t } = this;
    const next = button(t("next-person"), () => (this.pending ? question.open() : startOver()));
    const question = this.question(next, "next-person", t("sure-unsent"), t("yes-wipe"), t("wait"), startOver);
    const stays = t(this.round?.code_kind === "room" ? "room-stays" : "slip-goes", { unit: this.unit });
    return [make("div", { class: "kit-actions" }, ...buttons, next), question.el, make("p", { class: "kit-note kit-next" }, stays)];
  }

  end() {
    this.wipe(true);
    removeEventListener("online", this.online);
    removeEventListener("beforeunload", this.warn);
  }
}

export default { Sending };
