/**
 * Self-assessment: one statement at a time, then the reader's own profile. Answers live in the
 * model and nowhere else.
 */

/** @typedef {{ get(key: string): any, set(key: string, value: unknown): void, on(name: string, callback: () => void): void, off(name: string, callback: () => void): void, save_changes(): void }} Model */
/** @typedef {{ id: string, from: number, text: string, next: string | null }} Band */
/** @typedef {{ id: string, name: string, feedback: Band[] }} Dimension */
/** @typedef {{ id: string, dimension: string, reversed: boolean }} Item */
/** @typedef {{ id: string, value: number, label: string }} Category */
/** @typedef {{ categories: Category[], minimum: number, maximum: number }} Scale */
/** @typedef {{ title: string, scale: Scale, dimensions: Dimension[], items: Item[] }} Exercise */
/** @typedef {{ dimension: Dimension, answered: number, total: number, score: number | null, band: Band | undefined }} Score */
/** @typedef {(key: string, values?: Record<string, unknown>) => string} Translate */
/** @typedef {{ t: Translate, one: (value: number) => string, short: (value: number) => string }} Words */

const SVG = "http://www.w3.org/2000/svg";
const LINE = 1.35;

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

/** @param {HTMLElement} el @param {Model} model @returns {HTMLElement} */
function place(el, model) {
  if (!el.firstElementChild) el.innerHTML = model.get("html");
  return el.closest(".kit-exercise") ?? el.querySelector(".kit-exercise") ?? el;
}

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
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
  };
  const { t } = words;
  const form = /** @type {HTMLFormElement} */ (root.querySelector(".kit-items"));
  const items = /** @type {HTMLFieldSetElement[]} */ ([...form.querySelectorAll(".kit-item")]);
  const byHand = /** @type {HTMLElement} */ (root.querySelector(".kit-by-hand"));
  const level = Number(byHand.querySelector("h2, h3, h4, h5, h6")?.tagName[1] ?? 3);
  const back = button(t("back"), () => show(at - 1));
  const next = make("button", { type: "submit", class: "kit-button kit-button--primary" });
  let at = 0;
  /** @type {ReturnType<typeof profile> | undefined} */
  let result;

  const room = () => Math.floor(root.clientWidth / parseFloat(getComputedStyle(root).fontSize) / 0.62) - 5;
  const resized = () => result?.redraw();
  const answers = () => /** @type {Record<string, string>} */ ({ ...model.get("answers") });

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
    model.set("answers", value);
    model.save_changes();
  }

  function check() {
    const given = answers();
    for (const input of form.querySelectorAll("input")) input.checked = given[input.name] === input.value;
  }

  /** @param {number} position @param {boolean} [focus] */
  function show(position, focus = true) {
    at = position;
    result?.section.remove();
    result = undefined;
    root.classList.remove("kit-done");
    items.forEach((item, n) => (item.hidden = n !== at));
    back.hidden = at === 0;
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
    result.section.append(
      make(
        "div",
        { class: "kit-actions" },
        button(t("print"), () => window.print(), "kit-button kit-button--primary"),
        button(t("change"), () => show(0)),
        button(t("forget"), () => {
          keep({});
          form.reset();
          show(0);
        }),
      ),
    );
    byHand.before(result.section);
    const heading = /** @type {HTMLElement} */ (result.section.firstElementChild);
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
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
  root.classList.add("kit-live");
  model.on("change:answers", check);
  addEventListener("resize", resized);
  addEventListener("keydown", keepKeys, true);
  check();
  show(0, false);
  return () => {
    model.off("change:answers", check);
    removeEventListener("resize", resized);
    removeEventListener("keydown", keepKeys, true);
  };
}

export default { render };
