/**
 * Group exercise: a countdown for each step and for the whole, for a leader at a projector. It
 * makes no sound; what changes is said politely to those who listen to the page.
 */

import { plan } from "./agenda.js";
import { choosing } from "./choosing.js";
import { clock } from "./clock.js";
import { button, make } from "./elements.js";
import { place } from "./place.js";
import { runSheet } from "./run-sheet.js";

/** @typedef {import("./offering.js").Model} Model */
/** @typedef {import("./agenda.js").Agenda} Exercise */
/** @typedef {{ id: string, title: string, minutes: number }} Step */

/**
 * A text without a translation keeps the language that it is in.
 * @param {{ language: string, texts: string[] }} untranslated which may change later
 * @returns {(text: string) => string | Node}
 */
function marker(untranslated) {
  return (text) => {
    if (!untranslated.texts.includes(text)) return text;
    return make("span", { class: "kit-source-language", lang: untranslated.language }, text);
  };
}

/** Keep the screen awake while the countdown runs, where the browser can. */
function wakefulness() {
  /** @type {WakeLockSentinel | undefined} */
  let lock;
  let wanted = false;
  async function hold() {
    if (!wanted || document.hidden) return;
    try {
      lock = await navigator.wakeLock?.request("screen");
      if (!wanted) await lock?.release();
    } catch {
      lock = undefined;
    }
  }
  document.addEventListener("visibilitychange", hold);
  return {
    /** @param {boolean} awake */
    set(awake) {
      wanted = awake;
      if (awake) void hold();
      else void lock?.release();
    },
    end() {
      document.removeEventListener("visibilitychange", hold);
      wanted = false;
      void lock?.release();
    }
  };
}

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
  const root = place(el, model);
  /** @type {Exercise} */
  const exercise = model.get("exercise");
  /** @type {Record<string, string>} */
  const strings = model.get("strings");
  const list = /** @type {HTMLElement} */ (root.querySelector(".kit-steps"));
  const screen = wakefulness();
  /** @type {Step[]} */
  let steps = [];
  let at = 0;
  /** Seconds left of the step when the countdown stood still last. */
  let rest = 0;
  /** When the step is over, in the clock's milliseconds; none while it stands still. */
  let end = /** @type {number | undefined} */ (undefined);
  let timer = 0;
  let before = Infinity;

  /** @param {string} key @param {Record<string, unknown>} [values] */
  const t = (key, values = {}) =>
    (strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  const untranslated = model.get("untranslated") ?? { language: "", texts: [] };
  const mark = marker(untranslated);
  /** @param {Step} step */
  const name = (step) => {
    const [before = "", after = ""] = t("step", {
      n: at + 1,
      total: steps.length,
      title: "\n"
    }).split("\n");
    return [before, mark(step.title), after];
  };
  /** @param {Step} step what everybody does in it, for all to read when it fills the screen */
  const words = ({ id }) => {
    const row = list.querySelector(`[data-step="${CSS.escape(id)}"]`);
    return [...(row?.querySelectorAll(".kit-method, .kit-task, .kit-outcome") ?? [])].map((el) =>
      el.cloneNode(true)
    );
  };
  const left = () => (end === undefined ? rest : (end - Date.now()) / 1000);
  const full = () => (steps[at]?.minutes ?? 0) * 60;

  const title = make("p", { class: "kit-timer-step" });
  const task = make("div", { class: "kit-timer-task" });
  const digits = make("p", { class: "kit-digits", role: "timer" });
  const whole = make("p", { class: "kit-timer-all" });
  const said = make("p", { class: "kit-unseen", role: "status" });
  const go = button(
    "",
    () => (end === undefined ? start() : pause()),
    "kit-button kit-button--primary"
  );
  const next = button("", () => turn(at < steps.length ? at + 1 : 0));
  const back = button("", () => turn(at - 1));
  const large = button(
    "",
    () => void (document.fullscreenElement ? document.exitFullscreen() : panel.requestFullscreen())
  );
  large.hidden = !document.fullscreenEnabled;
  const panel = make(
    "div",
    { class: "kit-timer", role: "group" },
    title,
    task,
    digits,
    whole,
    make("div", { class: "kit-actions" }, go, next, back, large),
    said
  );

  function tick() {
    const step = steps[at];
    const now = left();
    const later = steps.slice(at + 1).reduce((sum, { minutes }) => sum + minutes * 60, 0);
    digits.textContent = now <= -1 ? `+${clock(now)}` : clock(Math.max(now, 0));
    digits.classList.toggle("kit-over", Boolean(step) && now <= 0);
    whole.textContent = now <= 0 ? t("up") : t("whole", { time: clock(now + later) });
    if (end !== undefined && before > 60 && now <= 60) said.textContent = t("minute");
    if (end !== undefined && before > 0 && now <= 0) said.textContent = t("up");
    before = now;
  }

  function show() {
    const step = steps[at];
    const over = at >= steps.length;
    title.replaceChildren(...(step ? name(step) : [t("done")]));
    task.replaceChildren(...(step ? words(step) : []));
    digits.hidden = whole.hidden = go.hidden = over;
    back.hidden = at === 0 || over;
    back.textContent = t("previous");
    go.textContent = t(
      end !== undefined ? "pause" : at === 0 && rest === full() ? "start" : "continue"
    );
    next.textContent = t(over ? "again" : at < steps.length - 1 ? "next" : "finish");
    large.textContent = t(document.fullscreenElement === panel ? "small" : "large");
    for (const row of list.querySelectorAll("[data-step]")) {
      const current = row.getAttribute("data-step") === step?.id && (at > 0 || end !== undefined);
      if (current) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    }
    tick();
  }

  function tell() {
    const step = steps[at];
    said.replaceChildren(
      ...(step ? [...name(step), `, ${t("minutes", { n: step.minutes })}`] : [t("done")])
    );
  }

  function start() {
    end = Date.now() + rest * 1000;
    timer = window.setInterval(tick, 250);
    screen.set(true);
    tell();
    show();
  }

  function pause() {
    rest = left();
    end = undefined;
    clearInterval(timer);
    screen.set(false);
    show();
  }

  /** @param {number} position */
  function turn(position) {
    const running = end !== undefined;
    if (running) pause();
    at = position;
    rest = full();
    before = Infinity;
    if (running && at < steps.length) return start();
    show();
    tell();
  }

  const chosen = choosing(exercise, t, untranslated, () => {
    choose();
    if (end !== undefined) pause();
    turn(0);
  });
  const showSheet = runSheet(root, list, t);

  /** Take the steps that were chosen. */
  function choose() {
    const planned = plan(exercise, chosen.choice());
    steps = planned.map(({ step, minutes }) => ({ ...step, minutes }));
    showSheet(chosen.choice(), planned);
  }

  /** Say everything, in the language that the words are in now; the countdown goes on. */
  function translate() {
    panel.setAttribute("aria-label", t("countdown"));
    chosen.label();
    choose();
    show();
  }

  /** On the screen, the keys of whoever leads, and of what turns pages, whatever has the focus. */
  panel.addEventListener("keydown", (event) => {
    const turns = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
    const by = turns[/** @type {keyof typeof turns} */ (event.key)];
    if (document.fullscreenElement !== panel || (by === undefined && event.key !== " ")) return;
    event.preventDefault();
    if (by !== undefined) turn(Math.min(Math.max(at + by, 0), steps.length));
    else if (end === undefined && at < steps.length) start();
    else if (end !== undefined) pause();
  });
  document.addEventListener("fullscreenchange", show);
  list.before(chosen.el, panel);
  root.classList.add("kit-live");
  translate();
  rest = full();
  show();
  const stop = () => {
    clearInterval(timer);
    chosen.end();
    screen.end();
    document.removeEventListener("fullscreenchange", show);
  };
  return Object.assign(stop, { translate });
}

export default { render };
