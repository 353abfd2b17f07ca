/**
 * A countdown that runs in the reader's page: the kernel is told when it starts and stops, and
 * may be busy or asleep in between. It counts towards a point in time, so that a tab in the
 * background does not make it late.
 *
 * @typedef {object} Model
 * @property {(key: string) => any} get
 * @property {(key: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(events: string, listener: () => void) => void} on
 * @property {(events: string, listener: () => void) => void} off
 */

const CHANGES = "change:left change:deadline change:title";

/** @param {number} seconds */
function clockText(seconds) {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {Record<string, string>} attributes
 */
function element(name, className, attributes = {}) {
  const made = document.createElement(name);
  made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** @param {{ model: Model, el: HTMLElement }} view */
function render({ model, el }) {
  /** @type {Record<string, string>} */
  const strings = model.get("strings");
  const root = element("div", "kit-countdown", { role: "group" });
  const title = element("p", "kit-countdown-title");
  const clock = element("div", "kit-countdown-time", { role: "timer" });
  const said = element("p", "kit-countdown-said", { role: "status" });
  const toggle = element("button", "kit-countdown-main", { type: "button" });
  const longer = element("button", "", { type: "button" });
  const again = element("button", "", { type: "button" });
  const large = element("button", "", { type: "button" });
  const buttons = element("div", "kit-countdown-buttons");
  buttons.append(toggle, longer, again, large);
  root.append(title, clock, buttons, said);
  el.append(root);
  longer.textContent = strings.longer ?? "";
  again.textContent = strings.again ?? "";
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
    const text = clockText(seconds);
    const word = toggleWord(seconds);
    if (clock.textContent !== text) clock.textContent = text;
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

  function fill() {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void root.requestFullscreen();
  }

  /**
   * In JupyterLab letters and the space bar are commands to the notebook; here they press buttons.
   * @param {KeyboardEvent} event
   */
  function keepKeys({ target, ctrlKey, metaKey, altKey }) {
    if (!(target instanceof Element) || !el.contains(target)) return;
    target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey && !altKey);
  }

  toggle.addEventListener("click", () => keep(left(), !isRunning()));
  longer.addEventListener("click", () => keep(left() + 60, isRunning()));
  again.addEventListener("click", () => keep(model.get("minutes") * 60, false));
  large.addEventListener("click", fill);
  model.on(CHANGES, show);
  document.addEventListener("fullscreenchange", show);
  addEventListener("keydown", keepKeys, true);
  show();
  return () => {
    stop();
    model.off(CHANGES, show);
    document.removeEventListener("fullscreenchange", show);
    removeEventListener("keydown", keepKeys, true);
  };
}

export default { render };
