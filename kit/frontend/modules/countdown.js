/**
 * A countdown that runs in the reader's page: the kernel is told when it starts and stops, and
 * may be busy or asleep in between. It counts towards a point in time, so that a tab in the
 * background does not make it late.
 */

import { clock } from "./clock.js";
import { button, make } from "./elements.js";
import { keepKeys } from "./keys.js";

/** @typedef {import("./offering.js").Model} Model */

const CHANGES = "change:left change:deadline change:title";

/** @param {{ model: Model, el: HTMLElement }} view */
function render({ model, el }) {
  /** @type {Record<string, string>} */
  const strings = model.get("strings");
  const title = make("p", { class: "kit-countdown-title" });
  const digits = make("div", { class: "kit-countdown-time", role: "timer" });
  const said = make("p", { class: "kit-countdown-said", role: "status" });
  const toggle = button("", () => keep(left(), !isRunning()), "kit-countdown-main");
  const longer = button(strings.longer ?? "", () => keep(left() + 60, isRunning()), "");
  const again = button(strings.again ?? "", () => keep(model.get("minutes") * 60, false), "");
  const large = button("", fillScreen, "");
  const buttons = make("div", { class: "kit-countdown-buttons" }, toggle, longer, again, large);
  const root = make("div", { class: "kit-countdown", role: "group" }, title, digits, buttons, said);
  el.append(root);
  large.hidden = !document.fullscreenEnabled;

  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;
  let before = Infinity;

  const isRunning = () => model.get("deadline") > 0;
  const left = () =>
    isRunning() ? Math.max(0, (model.get("deadline") - Date.now()) / 1000) : model.get("left");

  /** @param {number} seconds @param {boolean} running */
  function keep(seconds, running) {
    model.set("left", seconds);
    model.set("deadline", running ? Date.now() + seconds * 1000 : 0);
    model.save_changes();
  }

  /** @param {number} seconds */
  function announce(seconds) {
    if (!isRunning() || seconds > 60) said.textContent = "";
    else if (seconds === 0) said.textContent = strings.over ?? "";
    else if (before > 60 && before !== Infinity) said.textContent = strings.minute ?? "";
    before = seconds;
  }

  /** @param {number} seconds */
  function toggleWord(seconds) {
    if (isRunning() && seconds > 0) return strings.pause ?? "";
    return (seconds === model.get("minutes") * 60 ? strings.start : strings.continue) ?? "";
  }

  function show() {
    const seconds = left();
    const text = clock(seconds);
    const word = toggleWord(seconds);
    if (digits.textContent !== text) digits.textContent = text;
    if (toggle.textContent !== word) toggle.textContent = word;
    toggle.disabled = seconds === 0;
    root.classList.toggle("kit-countdown--over", seconds === 0);
    root.setAttribute("aria-label", model.get("title"));
    title.textContent = model.get("title");
    large.textContent = strings[document.fullscreenElement === root ? "small" : "large"] ?? "";
    announce(seconds);
    follow(seconds);
  }

  /** @param {number} seconds */
  function follow(seconds) {
    const needed = isRunning() && seconds > 0;
    if (needed && ticking === undefined) ticking = setInterval(show, 200);
    if (!needed) stop();
  }

  function stop() {
    clearInterval(ticking);
    ticking = undefined;
  }

  function fillScreen() {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void root.requestFullscreen();
  }

  model.on(CHANGES, show);
  document.addEventListener("fullscreenchange", show);
  const giveBackKeys = keepKeys(() => el);
  show();
  return () => {
    stop();
    model.off(CHANGES, show);
    document.removeEventListener("fullscreenchange", show);
    giveBackKeys();
  };
}

export default { render };
