/**
 * Self-assessment: one statement at a time, then the reader's own profile. Answers live in the
 * model and nowhere else; where they may be sent anonymously, they do not even reach the model.
 * Where they can be sent, `offer` is given: the same to every kind of exercise.
 */

import { button, make } from "./elements.js";
import { place } from "./place.js";

/** @typedef {import("./offering.js").Model} Model */
/** @typedef {{ id: string, from: number, text: string, next: string | null }} Band */
/** @typedef {{ id: string, name: string, about: "me" | "we", feedback: Band[] }} Dimension */
/** @typedef {{ id: string, text: string, dimension: string, reversed: boolean }} Item */
/** @typedef {{ id: string, value: number, label: string }} Category */
/** @typedef {{ categories: Category[], dont_know: string, minimum: number, maximum: number }} Scale */
/** @typedef {{ id: string, title: string, scale: Scale, dimensions: Dimension[], items: Item[] }} Exercise */
/** @typedef {{ number: string, label: string }} End */
/** @typedef {{ dimension: Dimension, answered: number, total: number, score: number | null, band: Band | undefined }} Score */
/** @typedef {string | number | Node} Said */
/** @typedef {(key: string, values?: Record<string, Said>) => string} Translate */
/** @typedef {(key: string, values?: Record<string, Said | Said[]>) => (string | Node)[]} Say */
/** @typedef {(text: string) => Record<string, string>} LanguageOf */
/** @typedef {(text: string) => string | Node} Mark */
/** @typedef {{ t: Translate, say: Say, mark: Mark, languageOf: LanguageOf, one: (value: number) => string, short: (value: number) => string, language: string }} Words */

const SVG = "http://www.w3.org/2000/svg";
const LINE = 1.35;

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
function draw(tag, attributes, ...children) {
  const el = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  el.append(...children);
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
function standsOut(all, scale, { say, mark }) {
  const counted = all.flatMap(({ dimension, score }) =>
    score === null ? [] : [{ name: dimension.name, score }]
  );
  if (!counted.length) return say("too-few-at-all");
  const values = counted.map(({ score }) => score);
  const high = Math.max(...values);
  const low = Math.min(...values);
  /** @param {number} value */
  const at = (value) =>
    counted
      .filter(({ score }) => score === value)
      .flatMap(({ name }, n) => (n ? [", ", mark(name)] : mark(name)));
  if (counted.length === 1) return say("only", { area: at(high) });
  if (high - low < (scale.maximum - scale.minimum) / 8) return say("alike");
  return say("stands-out", { highest: at(high), lowest: at(low) });
}

/** @param {string} text @param {number} room in characters */
function wrap(text, room) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** @param {string[]} lines @param {string} x */
const spans = (lines, x) =>
  lines.flatMap((line, n) => [
    // Whoever copies or hears the text needs the space that the new line replaces.
    ...(n ? [draw("tspan", { "font-size": "0" }, " ")] : []),
    draw("tspan", { x, dy: n ? `${LINE}em` : "0" }, line)
  ]);

/**
 * One dot for each area on one shared scale. Lengths are in em and per cent, so that it grows
 * with the reader's type and fits every width.
 * @param {Score[]} all @param {Scale} scale @param {Words} words @param {[End, End]} ends
 * @param {number} room characters that surely fit on a line
 */
function figure(all, scale, { t, one, languageOf }, ends, room) {
  /** @param {number} value */
  const x = (value) => `${3 + (94 * (value - scale.minimum)) / (scale.maximum - scale.minimum)}%`;
  const told = [
    ...all.map(
      ({ dimension, score }) => `${dimension.name}: ${score === null ? t("too-few") : one(score)}`
    ),
    ends.map(({ number, label }) => `${number} = ${label}`).join(", ")
  ];
  const svg = draw(
    "svg",
    { role: "img", class: "kit-figure", width: "100%" },
    draw("title", {}, t("figure")),
    draw("desc", {}, told.join("; "))
  );
  let y = 0;
  for (const { dimension, score } of all) {
    const lines = wrap(dimension.name, room - 5);
    const track = `${y + lines.length * LINE + 0.7}em`;
    svg.append(
      draw("text", { y: `${y + 1}em`, ...languageOf(dimension.name) }, ...spans(lines, "0")),
      draw("line", {
        class: "kit-track",
        x1: x(scale.minimum),
        x2: x(scale.maximum),
        y1: track,
        y2: track
      })
    );
    for (const { value } of scale.categories)
      svg.append(draw("circle", { class: "kit-tick", cx: x(value), cy: track, r: "0.2em" }));
    svg.append(
      draw(
        "text",
        { class: "kit-score", x: "100%", y: `${y + 1}em` },
        score === null ? "–" : one(score)
      )
    );
    if (score !== null)
      svg.append(draw("circle", { class: "kit-dot", cx: x(score), cy: track, r: "0.55em" }));
    y += lines.length * LINE + 2;
  }
  // Each end of the scale has its half, below its end of the lines; long words break there.
  const halves = ends.map(({ number, label }) => wrap(`${number} = ${label}`, room / 2));
  halves.forEach((lines, n) => {
    const place = { class: n ? "kit-end kit-score" : "kit-end", y: `${y + 0.8}em` };
    svg.append(
      draw(
        "text",
        { ...place, ...languageOf(ends[n]?.label ?? "") },
        ...spans(lines, n ? "100%" : "0")
      )
    );
  });
  svg.setAttribute(
    "height",
    `${y + 1.4 + LINE * (Math.max(...halves.map(({ length }) => length)) - 1)}em`
  );
  return svg;
}

/**
 * What one could do next, with its links as the page has them.
 * @param {HTMLElement} byHand @param {Dimension} dimension @param {Band | undefined} band @param {Mark} mark
 */
function advice(byHand, dimension, band, mark) {
  const there = byHand.querySelector(
    `[data-band="${CSS.escape(`${dimension.id}.${band?.id}`)}"] .kit-next-step`
  );
  return there
    ? Array.from(there.childNodes, (node) => node.cloneNode(true))
    : [mark(band?.next ?? "")];
}

/**
 * @param {Exercise} exercise @param {Record<string, string>} answers @param {Words} words @param {number} level
 * @param {HTMLElement} byHand the same advice, whose exercises are links @param {() => number} room
 */
function profile(exercise, answers, words, level, byHand, room) {
  const { scale } = exercise;
  const { t, mark, short } = words;
  const all = scores(exercise, answers);
  /** @param {number} value @returns {End} */
  const end = (value) => ({
    number: short(value),
    label: scale.categories.find((category) => category.value === value)?.label ?? ""
  });
  /** @type {[End, End]} */
  const ends = [end(scale.minimum), end(scale.maximum)];
  const heading = /** @type {"h2"} */ (`h${Math.min(level, 6)}`);
  const below = /** @type {"h3"} */ (`h${Math.min(level + 1, 6)}`);
  const shown = all.filter(({ band, score }) => band || score === null);
  const means = shown.flatMap(({ dimension, band }) => [
    make("dt", {}, mark(dimension.name)),
    make("dd", {}, band ? mark(band.text) : t("too-few-here"))
  ]);
  const next = all
    .filter(({ band }) => band?.next)
    .sort((a, b) => Number(a.score) - Number(b.score))
    .flatMap(({ dimension, band }) => [
      make("dt", {}, mark(dimension.name)),
      make("dd", {}, ...advice(byHand, dimension, band, mark))
    ]);
  const picture = () => figure(all, scale, words, ends, room());
  const section = make(
    "section",
    { class: "kit-profile" },
    make(heading, { tabindex: "-1" }, t("profile")),
    make(below, {}, t("what-stands-out")),
    make("p", { class: "kit-lead" }, ...standsOut(all, scale, words)),
    picture(),
    ...(means.length ? [make(below, {}, t("what-it-might-mean")), make("dl", {}, ...means)] : []),
    ...(next.length ? [make(below, {}, t("what-next")), make("dl", {}, ...next)] : []),
    make("p", { class: "kit-note" }, t("no-test"))
  );
  return { section, redraw: () => section.querySelector("svg")?.replaceWith(picture()) };
}

/** @param {HTMLElement} heading */
function goTo(heading) {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

/**
 * What the module says. A text that has no translation keeps the language that it is in.
 * Strings, what is untranslated and the language of the place may change later.
 * @param {Record<string, string>} strings @param {{ language: string, texts: string[] }} untranslated
 * @param {HTMLElement} root
 * @returns {Words}
 */
function speech(strings, untranslated, root) {
  const numbers = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  /** @returns {Record<string, string>} @param {string} text */
  const languageOf = (text) =>
    untranslated.texts.includes(text) ? { lang: untranslated.language } : {};
  /** @type {Mark} */
  const mark = (text) =>
    languageOf(text).lang
      ? make("span", { class: "kit-source-language", ...languageOf(text) }, text)
      : text;
  /** @type {Say} */
  const say = (key, values = {}) =>
    (strings[key] ?? key).split(/\{(\w+)\}/).flatMap((part, n) => {
      const said = n % 2 ? [values[part] ?? ""].flat() : [part];
      return said.map((one) =>
        one instanceof Node ? one : n % 2 ? mark(String(one)) : String(one)
      );
    });
  return {
    t: (key, values) => make("p", {}, ...say(key, values)).textContent ?? "",
    say,
    mark,
    languageOf,
    one: (value) => value.toLocaleString(root.lang || "en", numbers),
    short: (value) => value.toLocaleString(root.lang || "en"),
    get language() {
      return root.lang || "en";
    }
  };
}

/** @param {{ model: Model, el: HTMLElement, offer?: import("./offering.js").Offer }} props */
function render({ model, el, offer }) {
  const inPage = Boolean(el.firstElementChild);
  const root = place(el, model);
  /** @type {Exercise} */
  const exercise = model.get("exercise");
  /** @type {Record<string, string>} */
  const strings = model.get("strings");
  const words = speech(strings, model.get("untranslated") ?? { language: "", texts: [] }, root);
  const { t } = words;
  const form = /** @type {HTMLFormElement} */ (root.querySelector(".kit-items"));
  const items = /** @type {HTMLFieldSetElement[]} */ ([...form.querySelectorAll(".kit-item")]);
  const byHand = /** @type {HTMLElement} */ (root.querySelector(".kit-by-hand"));
  const level = Number(byHand.querySelector("h2, h3, h4, h5, h6")?.tagName[1] ?? 3);
  const back = button("", () => (at ? show(at - 1) : sending?.back()));
  const next = make("button", { type: "submit", class: "kit-button kit-button--primary" });
  const change = button("", () => show(0), "kit-button kit-change");
  let at = 0;
  /** @type {Record<string, string>} */
  let own = {};
  /** @type {ReturnType<typeof profile> | undefined} */
  let result;

  const room = () =>
    Math.floor(root.clientWidth / parseFloat(getComputedStyle(root).fontSize) / 0.62);
  const resized = () => result?.redraw();
  const answers = () =>
    /** @type {Record<string, string>} */ ({ ...(offer ? own : model.get("answers")) });
  const joined = () => root.classList.contains("kit-joined");

  /** @type {[HTMLElement, string][]} what says the same all the time */
  const labels = [
    [back, "back"],
    [change, "change"]
  ];
  const label = () => labels.forEach(([el, key]) => (el.textContent = t(key)));

  /** @param {Record<string, string>} value */
  function keep(value) {
    own = value;
    if (offer) return;
    model.set("answers", value);
    model.save_changes();
  }

  function check() {
    const given = answers();
    for (const input of form.querySelectorAll("input"))
      input.checked = given[input.name] === input.value;
  }

  /** @param {number} position @param {boolean} [focus] */
  function show(position, focus = true) {
    at = position;
    result?.section.remove();
    result = undefined;
    root.classList.remove("kit-done");
    root.classList.toggle("kit-begun", at > 0);
    items.forEach((item, n) => (item.hidden = n !== at));
    back.hidden = !at && !joined();
    next.textContent = at === items.length - 1 ? t("show-profile") : t("next");
    const item = items[at];
    const radio = item?.querySelector("input:checked") ?? item?.querySelector("input");
    if (!focus || !(radio instanceof HTMLElement)) return;
    radio.focus({ preventScroll: true });
    // All statements have one place, so this moves the page once, at the first of them.
    form.scrollIntoView({ block: form.clientHeight > innerHeight ? "start" : "nearest" });
  }

  /** Show the profile. @param {boolean} anew whether to ask anew about sending @returns {HTMLElement} its heading */
  function tellProfile(anew) {
    root.classList.add("kit-done");
    result?.section.remove();
    result = profile(exercise, answers(), words, level, byHand, room);
    const heading = /** @type {HTMLElement} */ (result.section.firstElementChild);
    const print = button(
      t("print"),
      () => window.print(),
      joined() ? "kit-button" : "kit-button kit-button--primary"
    );
    const forget = joined() ? [] : [button(t("forget"), () => startOver(true))];
    result.section.append(make("div", { class: "kit-actions" }, print, change, ...forget));
    sending?.ask(heading, anew);
    byHand.before(result.section);
    return heading;
  }

  /** Say everything, in the language that the words are in now; answers, code and place stay. */
  function translate() {
    label();
    if (result) tellProfile(false);
    else show(at, false);
  }

  /** @param {boolean} focus */
  function startOver(focus) {
    keep({});
    form.reset();
    show(0, focus);
  }

  /** @param {PageTransitionEvent} event */
  function comeBack({ persisted }) {
    if (persisted && (inPage || offer)) startOver(false);
  }

  /** Who leaves in the middle loses what nothing else has. @param {BeforeUnloadEvent} event */
  function warn(event) {
    if (!result && (inPage || offer) && Object.keys(answers()).length) event.preventDefault();
  }

  /** What is about oneself is offered to nobody. */
  const ours = () => {
    const kept = answers();
    const about = exercise.dimensions.filter(({ about }) => about === "we").map(({ id }) => id);
    return Object.fromEntries(
      exercise.items.flatMap(({ id, dimension }) =>
        kept[id] && about.includes(dimension) ? [[id, kept[id]]] : []
      )
    );
  };
  const sending = offer?.({
    answers: ours,
    clear: () => startOver(false),
    show: () => show(at, false),
    button: false
  });

  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) keep({ ...answers(), [target.name]: target.value });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (at < items.length - 1) show(at + 1);
    else goTo(tellProfile(true));
  });
  form.append(make("div", { class: "kit-actions" }, next, back));
  root.classList.add("kit-live");
  model.on("change:answers", check);
  addEventListener("resize", resized);
  addEventListener("pageshow", comeBack);
  addEventListener("beforeunload", warn);
  label();
  check();
  show(0, false);
  const end = () => {
    removeEventListener("beforeunload", warn);
    removeEventListener("pageshow", comeBack);
    model.off("change:answers", check);
    removeEventListener("resize", resized);
  };
  return Object.assign(end, { translate });
}

export default { render };
