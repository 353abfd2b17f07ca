/**
 * Self-assessment: one statement at a time, then the reader's own profile. Answers live in the
 * model and nowhere else; where they may be sent anonymously, they do not even reach the model.
 *
 * Longer than a module should be: a form is one file without imports, and a page that shows it
 * fetches nothing more.
 */

/** @typedef {{ get(key: string): any, set(key: string, value: unknown): void, on(name: string, callback: () => void): void, off(name: string, callback: () => void): void, save_changes(): void }} Model */
/** @typedef {{ id: string, from: number, text: string, next: string | null }} Band */
/** @typedef {{ id: string, name: string, feedback: Band[] }} Dimension */
/** @typedef {{ id: string, text: string, dimension: string, reversed: boolean }} Item */
/** @typedef {{ id: string, value: number, label: string }} Category */
/** @typedef {{ categories: Category[], dont_know: string, minimum: number, maximum: number }} Scale */
/** @typedef {{ id: string, title: string, scale: Scale, dimensions: Dimension[], items: Item[], collector: string, fingerprint: string, private?: boolean, join?: string }} Exercise */
/** @typedef {{ unit: string, k: number, item_figures: boolean, purpose: string, discussed_on: string, closes_on: string | null, code_kind: "room" | "slips", items: string[], categories: string[] }} Round */
/** @typedef {{ ballot: string, body: Record<string, string>, state: "waiting" | "sending" | "stopped" | "received", tries: number }} Parcel */
/** @typedef {{ dimension: Dimension, answered: number, total: number, score: number | null, band: Band | undefined }} Score */
/** @typedef {(key: string, values?: Record<string, unknown>) => string} Translate */
/** @typedef {{ t: Translate, one: (value: number) => string, short: (value: number) => string, language: string }} Words */

const SVG = "http://www.w3.org/2000/svg";
const LINE = 1.35;

/** What the collector may say and we have words for. */
const SAID = ["unknown-code", "round-full", "closed", "other-version", "too-many", "offline", "no-contact"];
/** What passes by itself. */
const PASSING = ["no-contact", "offline", "not-saved", "too-many", "too-slow", "failed"];
const BACK = ["unknown-ballot", "offline", "too-many"];
const BUSY = ["looking", "taking-back", "taken-back"];

/**
 * @template {Element} E
 * @param {E} el
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children strings become text, never HTML
 */
function fill(el, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  el.append(...children);
  return el;
}

/** @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children */
function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
function draw(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** @param {string} text @param {() => void} action @param {string} [look] */
function button(text, action, look = "kit-button") {
  const el = make("button", { type: "button", class: look }, text);
  el.addEventListener("click", action);
  return el;
}

/**
 * A dimension counts if more than half of its items are answered; its score is rounded half up
 * to one decimal before its band is looked up, so that text and number agree.
 * @param {Exercise} exercise
 * @param {Record<string, string>} answers
 * @returns {Score[]}
 */
function scores({ scale, dimensions, items }, answers) {
  return dimensions.map((dimension) => {
    const own = items.filter((item) => item.dimension === dimension.id);
    const values = own.flatMap((item) => {
      const category = scale.categories.find(({ id }) => id === answers[item.id]);
      if (!category) return [];
      return item.reversed ? scale.minimum + scale.maximum - category.value : category.value;
    });
    const counts = values.length * 2 > own.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const score = counts ? Math.round(mean * 10 + 1e-6) / 10 : null;
    const band = dimension.feedback.filter(({ from }) => score !== null && score >= from).at(-1);
    return { dimension, answered: values.length, total: own.length, score, band };
  });
}

/**
 * Say which areas are highest and lowest; areas within an eighth of the scale are alike.
 * @param {Score[]} all @param {Scale} scale @param {Words} words
 */
function standsOut(all, scale, { t, one }) {
  const counted = all.flatMap(({ dimension, score }) => (score === null ? [] : [{ name: dimension.name, score }]));
  if (!counted.length) return t("too-few-at-all");
  const values = counted.map(({ score }) => score);
  const high = Math.max(...values);
  const low = Math.min(...values);
  /** @param {number} value */
  const at = (value) => counted.filter(({ score }) => score === value).map(({ name }) => name).join(", ");
  if (counted.length === 1) return t("only", { area: at(high), score: one(high) });
  if (high - low < (scale.maximum - scale.minimum) / 8) return t("alike");
  return t("stands-out", { highest: at(high), high: one(high), lowest: at(low), low: one(low) });
}

/** @param {string} text @param {number} room in characters */
function wrap(text, room) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * One dot for each area on one shared scale. Lengths are in em and per cent, so that it grows
 * with the reader's type and fits every width.
 * @param {Score[]} all @param {Scale} scale @param {Words} words @param {[string, string]} ends
 * @param {number} room characters that fit on a line beside the number
 */
function figure(all, scale, { t, one }, ends, room) {
  /** @param {number} value */
  const x = (value) => `${3 + (94 * (value - scale.minimum)) / (scale.maximum - scale.minimum)}%`;
  const told = all.map(({ dimension, score }) => `${dimension.name}: ${score === null ? t("too-few") : one(score)}`);
  const svg = draw("svg", { role: "img", class: "kit-figure", width: "100%" }, draw("title", {}, t("figure")), draw("desc", {}, told.join("; ")));
  let y = 0;
  for (const { dimension, score } of all) {
    const lines = wrap(dimension.name, room);
    const name = draw("text", { y: `${y + 1}em` });
    lines.forEach((line, n) => name.append(draw("tspan", { x: "0", dy: n ? `${LINE}em` : "0" }, line)));
    const track = `${y + lines.length * LINE + 0.7}em`;
    svg.append(name, draw("line", { class: "kit-track", x1: x(scale.minimum), x2: x(scale.maximum), y1: track, y2: track }));
    for (const { value } of scale.categories) svg.append(draw("circle", { class: "kit-tick", cx: x(value), cy: track, r: "0.2em" }));
    svg.append(draw("text", { class: "kit-score", x: "100%", y: `${y + 1}em` }, score === null ? "–" : one(score)));
    if (score !== null) svg.append(draw("circle", { class: "kit-dot", cx: x(score), cy: track, r: "0.55em" }));
    y += lines.length * LINE + 2;
  }
  svg.append(draw("text", { class: "kit-end", y: `${y + 0.8}em` }, ends[0]));
  svg.append(draw("text", { class: "kit-end kit-score", x: "100%", y: `${y + 0.8 + LINE}em` }, ends[1]));
  svg.setAttribute("height", `${y + 1.4 + LINE}em`);
  return svg;
}

/** @param {Score[]} all @param {Words} words @param {string} caption */
function table(all, { t, one, short }, caption) {
  const heads = ["area", "score", "answered"].map((key) => make("th", { scope: "col" }, t(key)));
  const rows = all.map(({ dimension, score, answered, total }) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, dimension.name),
      make("td", {}, score === null ? t("too-few") : one(score)),
      make("td", {}, t("of", { n: short(answered), total: short(total) })),
    ),
  );
  return make("table", { class: "kit-table" }, make("caption", {}, caption), make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
}

/** @param {Exercise} exercise @param {Record<string, string>} answers @param {Words} words @param {number} level @param {() => number} room */
function profile(exercise, answers, words, level, room) {
  const { scale } = exercise;
  const { t, one, short } = words;
  const all = scores(exercise, answers);
  /** @param {number} value */
  const end = (value) => `${short(value)} = ${scale.categories.find((category) => category.value === value)?.label ?? ""}`;
  /** @type {[string, string]} */
  const ends = [end(scale.minimum), end(scale.maximum)];
  const heading = `h${Math.min(level, 6)}`;
  const below = `h${Math.min(level + 1, 6)}`;
  const shown = all.filter(({ band, score }) => band || score === null);
  const means = shown.flatMap(({ dimension, band, score }) => [
    make("dt", {}, score === null ? dimension.name : `${dimension.name} – ${one(score)}`),
    make("dd", {}, band ? band.text : t("too-few-here")),
  ]);
  const next = all
    .filter(({ band }) => band?.next)
    .sort((a, b) => Number(a.score) - Number(b.score))
    .flatMap(({ dimension, band }) => [make("dt", {}, dimension.name), make("dd", {}, band?.next ?? "")]);
  const picture = () => figure(all, scale, words, ends, room());
  const section = make(
    "section",
    { class: "kit-profile" },
    make(heading, { tabindex: "-1" }, t("profile")),
    make(below, {}, t("what-stands-out")),
    make("p", { class: "kit-lead" }, standsOut(all, scale, words)),
    picture(),
    table(all, words, t("from-to", { low: ends[0], high: ends[1] })),
    ...(means.length ? [make(below, {}, t("what-it-might-mean")), make("dl", {}, ...means)] : []),
    ...(next.length ? [make(below, {}, t("what-next")), make("dl", {}, ...next)] : []),
    make("p", { class: "kit-note" }, t("no-test")),
  );
  return { section, redraw: () => section.querySelector("svg")?.replaceWith(picture()) };
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

/** @param {HTMLElement} heading */
function goTo(heading) {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

/**
 * The way of the answers about "us here" to a collector: a code, what the round is, what will be
 * sent, a receipt. Everything is held by this object and nowhere else.
 */
class Sending {
  /**
   * @param {Exercise} exercise @param {Words} words @param {number} level of headings
   * @param {{ answers(): Record<string, string>, turn(joined: boolean): void, changed(): void }} form
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
    this.stop = new AbortController();
    /** @type {number | undefined} */
    this.timer = undefined;
    this.here = isSecureContext && location.protocol !== "file:";
    this.entry = make("div", { class: "kit-code" });
    this.terms = make("section", { class: "kit-terms" });
    this.page = make("div");
    this.said = make("p", { role: "status", class: "kit-said" });
    this.clock = make("p", { class: "kit-note", "aria-hidden": "true" });
    this.outbox = make("section", { class: "kit-outbox" }, this.page, this.said, this.clock);
    this.earlier = this.here ? this.askForBallot() : make("div");
    this.online = () => void (this.parcel?.state === "waiting" && this.attempt());
    /** @param {BeforeUnloadEvent} event */
    this.warn = (event) => void (this.pending && event.preventDefault());
    addEventListener("online", this.online);
    addEventListener("beforeunload", this.warn);
    this.askForCode();
  }

  /** Whether answers are on their way, and nobody knows yet whether they have come through. */
  get pending() {
    return this.parcel?.state === "sending" || this.parcel?.state === "waiting";
  }

  /**
   * @param {string} key of the heading @param {...(Node | string)} children
   * @returns {[HTMLElement, ...(Node | string)[]]}
   */
  titled(key, ...children) {
    return [make(`h${this.level}`, { tabindex: "-1" }, this.t(key)), ...children];
  }

  /** @param {string} key @param {Record<string, unknown>} [values] */
  text(key, values) {
    return make("p", {}, this.t(key, values));
  }

  /** Show a page of the outbox and go there. @param {string} key @param {...(Node | string)} children */
  turn(key, ...children) {
    const shown = this.titled(key, ...children);
    this.page.replaceChildren(...shown);
    this.said.textContent = this.clock.textContent = "";
    this.form.changed();
    if (this.outbox.isConnected) goTo(shown[0]);
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
    if (!this.here) return this.entry.replaceChildren(make("p", { class: "kit-note" }, this.t("not-here")));
    const texts = { label: "code", hint: "code-hint", action: "use-code", size: 40 };
    const { form, input, say } = this.field(texts, (text) => this.join(text));
    this.sayOfCode = say;
    this.codeInput = input;
    return this.entry.replaceChildren(make("details", {}, make("summary", {}, this.t("have-code")), form));
  }

  openEntry() {
    this.entry.querySelector("details")?.setAttribute("open", "");
    this.codeInput?.focus();
  }

  /** @param {string} text the code as typed */
  async join(text) {
    if (!this.here || this.parcel) return;
    if (this.round) this.leave();
    const code = bare(text).slice(0, 24);
    this.openEntry();
    if (this.codeInput) this.codeInput.value = text;
    if (!code) return this.sayOfCode?.("no-code");
    this.sayOfCode?.("looking");
    this.stop.abort();
    const stop = (this.stop = new AbortController());
    let told = { code: "too-many" };
    for (let tries = 0; told.code === "too-many" && tries < 3 && stop === this.stop; tries += 1) {
      if (tries) await new Promise((resolve) => setTimeout(resolve, 1000 * (1 + Math.random())));
      told = await post(this.exercise.collector, "join", { code: code.padEnd(24) }, stop);
    }
    if (stop !== this.stop) return;
    const problem = this.problemOf(told);
    if (problem) return this.sayOfCode?.(problem);
    this.code = code;
    this.round = /** @type {any} */ (told);
    this.tellTerms();
  }

  /** @param {{ code?: string, exercise?: string, fingerprint?: string }} told */
  problemOf({ code, exercise, fingerprint }) {
    if (code) return SAID.includes(code) ? code : "cannot";
    if (fingerprint === this.exercise.fingerprint) return "";
    return exercise === this.exercise.id ? "other-version" : "other-exercise";
  }

  /** Say what the round is before the first statement. */
  tellTerms() {
    const { t, round } = this;
    if (!round) return;
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
      t(round.code_kind === "slips" ? "slip" : "room"),
    ].map((point) => make("li", {}, point));
    const begin = button(t("begin"), () => this.form.turn(false), "kit-button kit-button--primary");
    const actions = make("div", { class: "kit-actions" }, begin, button(t("without"), () => this.leave()));
    const [heading, ...rest] = this.titled("before", make("dl", {}, ...facts), make("ul", {}, ...points), actions);
    this.terms.replaceChildren(heading, ...rest);
    const leave = button(t("leave"), () => this.leave());
    this.entry.replaceChildren(make("p", { class: "kit-note" }, t("with-code", { unit: this.unit })), leave);
    this.form.turn(true);
    goTo(heading);
  }

  get unit() {
    return this.round?.unit ?? "";
  }

  /** @param {string} date */
  day(date) {
    return new Date(`${date}T12:00`).toLocaleDateString(this.words.language, { dateStyle: "long" });
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
    if (!round) return;
    const given = this.form.answers();
    const lines = round.items.map((id) => {
      const category = exercise.scale.categories.find((one) => one.id === given[id]);
      const words = category?.label ?? t("unanswered", { dont_know: exercise.scale.dont_know });
      return make("li", {}, `${exercise.items.find((item) => item.id === id)?.text} `, make("strong", {}, words));
    });
    const send = button(t("send"), () => this.send(), "kit-button kit-button--primary");
    const actions = make("div", { class: "kit-actions" }, send, button(t("do-not-send"), () => this.turn("not-sent", this.text("only-here"), this.again())));
    this.turn("what-sent", this.text("what-sent-text", { n: round.items.length, unit: this.unit }), make("ol", {}, ...lines), actions);
  }

  again() {
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
    const { t } = this;
    const retry = button(t("try-now"), () => this.attempt());
    const actions = make("div", { class: "kit-actions" }, retry, button(t("stop"), () => this.giveUp()));
    this.turn("sending", this.text("stay"), actions);
    this.attempt();
  }

  /** Try once; the same random id every time, so that nothing is counted twice. */
  async attempt() {
    const { parcel } = this;
    if (parcel?.state !== "waiting") return;
    clearInterval(this.timer);
    parcel.state = "sending";
    parcel.tries += 1;
    this.clock.textContent = "";
    this.said.textContent = this.t("sending-now");
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
    this.said.textContent = this.t(code === "offline" ? "offline-waiting" : code === "not-saved" ? "not-saved" : "waiting");
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
    this.turn("not-through", this.text(SAID.includes(code) ? code : "cannot"), ...(tries > 1 ? [this.text("perhaps")] : []));
  }

  giveUp() {
    clearInterval(this.timer);
    if (!this.parcel) return;
    const { parcel } = this;
    parcel.state = "stopped";
    this.stop.abort();
    const retry = button(this.t("try-now"), () => {
      parcel.state = "waiting";
      this.keepSending();
    });
    this.turn("stopped", this.text("stopped-text"), ...this.receipt(parcel, retry));
  }

  /** @param {Parcel} parcel */
  receive(parcel) {
    parcel.state = "received";
    this.turn("received", this.text("received-text"), ...this.receipt(parcel));
  }

  /** @param {Parcel} parcel @param {HTMLElement[]} more buttons */
  receipt({ ballot }, ...more) {
    const { t } = this;
    const slip = this.round?.code_kind === "slips";
    const copy = button(t("copy"), async () => {
      await navigator.clipboard.writeText(grouped(ballot));
      this.copied = true;
      this.said.textContent = t("copied");
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
    const { parcel, round } = this;
    /** @param {string} key */
    const say = (key) => void (parcel === this.parcel && (this.said.textContent = this.t(key)));
    const done = await this.withdraw(ballot, say);
    if (!done || parcel !== this.parcel) return;
    this.parcel = null;
    const slip = round?.code_kind === "slips";
    this.turn("withdrawn", this.text("withdrawn-text"), slip ? this.text("slip-used") : this.again());
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
    return make("details", { class: "kit-code" }, make("summary", {}, this.t("take-back-earlier")), form);
  }

  /** Wipe everything of one person. @param {boolean} all also a code that serves the whole room */
  wipe(all) {
    const room = !all && this.round?.code_kind === "room";
    clearInterval(this.timer);
    this.stop.abort();
    this.parcel = null;
    this.page.replaceChildren();
    this.said.textContent = this.clock.textContent = "";
    if (this.copied) navigator.clipboard.writeText("").catch(() => {});
    this.copied = false;
    if (this.here) {
      const fresh = this.askForBallot();
      this.earlier.replaceWith(fresh);
      this.earlier = fresh;
    }
    if (room) this.tellTerms();
    else this.forget();
  }

  end() {
    this.wipe(true);
    removeEventListener("online", this.online);
    removeEventListener("beforeunload", this.warn);
  }
}

/** @param {HTMLElement} el @param {Model} model @returns {HTMLElement} */
function place(el, model) {
  if (!el.firstElementChild) el.innerHTML = model.get("html");
  return el.closest(".kit-exercise") ?? el.querySelector(".kit-exercise") ?? el;
}

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
  const inPage = Boolean(el.firstElementChild);
  const root = place(el, model);
  /** @type {Exercise} */
  const exercise = model.get("exercise");
  /** @type {Record<string, string>} */
  const strings = model.get("strings");
  const language = root.lang || "en";
  const numbers = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  /** @type {Words} */
  const words = {
    t: (key, values = {}) => (strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name])),
    one: (value) => value.toLocaleString(language, numbers),
    short: (value) => value.toLocaleString(language),
    language,
  };
  const { t } = words;
  const form = /** @type {HTMLFormElement} */ (root.querySelector(".kit-items"));
  const items = /** @type {HTMLFieldSetElement[]} */ ([...form.querySelectorAll(".kit-item")]);
  const byHand = /** @type {HTMLElement} */ (root.querySelector(".kit-by-hand"));
  const note = root.querySelector(".kit-privacy");
  const alone = note?.textContent ?? "";
  const level = Number(byHand.querySelector("h2, h3, h4, h5, h6")?.tagName[1] ?? 3);
  const back = button(t("back"), () => show(at - 1));
  const next = make("button", { type: "submit", class: "kit-button kit-button--primary" });
  const change = button(t("change"), () => show(0));
  let at = 0;
  /** @type {Record<string, string>} */
  let own = {};
  /** @type {ReturnType<typeof profile> | undefined} */
  let result;

  const room = () => Math.floor(root.clientWidth / parseFloat(getComputedStyle(root).fontSize) / 0.62) - 5;
  const resized = () => result?.redraw();
  const answers = () => /** @type {Record<string, string>} */ ({ ...(exercise.private ? own : model.get("answers")) });
  const sending = exercise.collector
    ? new Sending(exercise, words, level, {
        answers,
        turn: (joined) => (joined ? show(-1, false) : show(Math.max(at, 0))),
        changed: () => (change.hidden = Boolean(sending?.parcel)),
      })
    : undefined;

  /**
   * In JupyterLab arrows and letters are commands to the notebook; here they choose answers.
   * @param {KeyboardEvent} event
   */
  function keepKeys({ target, ctrlKey, metaKey, altKey }) {
    if (!(target instanceof Element) || !el.contains(target)) return;
    target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey && !altKey);
  }

  /** @param {Record<string, string>} value */
  function keep(value) {
    if (exercise.private) {
      own = value;
      return;
    }
    model.set("answers", value);
    model.save_changes();
  }

  function check() {
    const given = answers();
    for (const input of form.querySelectorAll("input")) input.checked = given[input.name] === input.value;
  }

  /** @param {number} position -1 is what a round is, before the first statement */
  function showRound(position) {
    if (!sending) return;
    sending.terms.hidden = position >= 0;
    sending.entry.hidden = position < 0;
    form.hidden = position < 0;
    if (note) note.textContent = sending.round ? t("until-sent") : alone;
  }

  /** @param {number} position @param {boolean} [focus] */
  function show(position, focus = true) {
    at = position;
    result?.section.remove();
    result = undefined;
    root.classList.remove("kit-done");
    showRound(at);
    items.forEach((item, n) => (item.hidden = n !== at));
    back.hidden = at === (sending?.round ? -1 : 0);
    if (at < 0 && focus) return sending?.tellTerms();
    next.textContent = at === items.length - 1 ? t("show-profile") : t("next");
    const item = items[at];
    const radio = item?.querySelector("input:checked") ?? item?.querySelector("input");
    if (!focus || !item || !(radio instanceof HTMLElement)) return;
    radio.focus({ preventScroll: true });
    if (item.getBoundingClientRect().top < 0) item.scrollIntoView();
  }

  function finish() {
    root.classList.add("kit-done");
    result = profile(exercise, answers(), words, level, room);
    const heading = /** @type {HTMLElement} */ (result.section.firstElementChild);
    if (sending?.round) {
      heading.after(make("p", {}, t("send-below")));
      if (!sending.parcel) sending.offer();
      result.section.append(sending.outbox);
    }
    if (sending) sending.entry.hidden = true;
    change.hidden = Boolean(sending?.parcel);
    result.section.append(...ending());
    byHand.before(result.section);
    goTo(heading);
  }

  /** What one can do with the profile, and how the next person begins. */
  function ending() {
    const round = sending?.round;
    const print = button(t("print"), () => window.print(), round ? "kit-button" : "kit-button kit-button--primary");
    if (!round) return [make("div", { class: "kit-actions" }, print, change, button(t("forget"), () => startOver(false)))];
    const next = button(t("next-person"), () => (sending.pending ? question.open() : startOver(false)));
    const question = sending.question(next, "next-person", t("sure-unsent"), t("yes-wipe"), t("wait"), () => startOver(false));
    const stays = t(round.code_kind === "room" ? "room-stays" : "slip-goes", { unit: sending.unit });
    const told = make("p", { class: "kit-note kit-next" }, stays);
    return [make("div", { class: "kit-actions" }, print, change, next), question.el, told];
  }

  /** @param {boolean} all forget also a code that serves the whole room */
  function startOver(all) {
    const slip = sending?.round?.code_kind === "slips";
    keep({});
    form.reset();
    at = 0;
    sending?.wipe(all);
    if (!sending?.round) show(0, !all);
    if (slip && !all) sending?.openEntry();
  }

  /** @param {PageTransitionEvent} event */
  function comeBack({ persisted }) {
    if (persisted && (inPage || exercise.private)) startOver(true);
  }

  /** Take the code out of a link; it stays neither in the address bar nor in the history. */
  function readLink() {
    const code = /^#join=(.*)/.exec(location.hash)?.[1];
    if (!inPage || code === undefined) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    root.querySelector(".kit-fold")?.setAttribute("open", "");
    sending?.join(code);
  }

  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) keep({ ...answers(), [target.name]: target.value });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (at < items.length - 1) show(at + 1);
    else finish();
  });
  form.append(make("div", { class: "kit-actions" }, next, back));
  if (sending) {
    form.before(sending.entry, sending.terms);
    byHand.parentElement?.append(sending.earlier);
  }
  root.classList.add("kit-live");
  model.on("change:answers", check);
  addEventListener("resize", resized);
  addEventListener("keydown", keepKeys, true);
  addEventListener("hashchange", readLink);
  addEventListener("pageshow", comeBack);
  check();
  show(0, false);
  readLink();
  if (exercise.join) sending?.join(exercise.join);
  return () => {
    sending?.end();
    removeEventListener("hashchange", readLink);
    removeEventListener("pageshow", comeBack);
    model.off("change:answers", check);
    removeEventListener("resize", resized);
    removeEventListener("keydown", keepKeys, true);
  };
}

export default { render };
