/**
 * The keys of whoever leads, and of what turns pages. They mean the same whatever has the focus, but for
 * fields in which somebody writes; buttons are pressed with Enter.
 */

/** @type {Record<string, string>} */
const KEYS = {
  ArrowRight: "next",
  PageDown: "next",
  ArrowLeft: "previous",
  PageUp: "previous",
  " ": "clock",
  Escape: "leave",
  p: "calm",
  P: "calm",
  b: "calm",
  ".": "calm",
  v: "film",
  V: "film",
  f: "fill",
  F: "fill"
};
const WRITES = "input, textarea, select, [contenteditable]";

/**
 * @param {() => boolean} heard whether they mean something now
 * @param {Record<string, () => void>} actions
 * @returns {() => void} what stops listening
 */
export function runKeys(heard, actions) {
  /** @param {KeyboardEvent} event */
  function listen(event) {
    const { key, target, ctrlKey, metaKey, altKey, repeat, type } = event;
    const action = actions[KEYS[key] ?? ""];
    const writes = target instanceof Element && target.closest(WRITES);
    if (!action || !heard() || ctrlKey || metaKey || altKey || writes) return;
    event.preventDefault();
    event.stopPropagation();
    if (type === "keydown" && !repeat) action();
  }
  // A button is pressed by the space bar when that comes up.
  addEventListener("keydown", listen, true);
  addEventListener("keyup", listen, true);
  return () => {
    removeEventListener("keydown", listen, true);
    removeEventListener("keyup", listen, true);
  };
}
