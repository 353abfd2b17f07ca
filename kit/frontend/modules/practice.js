/**
 * Practice: the same meeting with invented colleagues. They answer at the step with a self-assessment:
 * not enough at first, then enough; whoever leads closes, sees the result alone, and shows it on the
 * wall by an act of its own. The result is on the page; nothing is sent, and no real run knows of it.
 */

import { inPractice } from "./address.js";
import { button, make } from "./elements.js";

/** @typedef {import("./running.js").Run} Run */
/** @typedef {import("./saying.js").Say} Say */
/** @typedef {(change: (run: Run) => Partial<Run>) => void} Change */
/** @typedef {"" | "waiting" | "enough" | "closed" | "wall"} Stage how far the answers of a step are; empty where nobody answers */

const LEADER = {
  waiting: "leader-waiting",
  enough: "leader-enough",
  closed: "leader-closed",
  wall: "leader-wall"
};

/** Seconds until enough have answered: long enough to see what the wall says before. */
const ENOUGH = 8;

/** @param {Element} el of the page @returns {Element} the same, seen */
function seen(el) {
  const copy = /** @type {Element} */ (el.cloneNode(true));
  copy.removeAttribute("hidden");
  return copy;
}

/**
 * @param {Element} root @param {Say} say
 * @param {(id: string | null) => Element | null} row
 */
export function practice(root, say, row) {
  const result = (/** @type {Run} */ run) => row(run.step)?.querySelector(".kit-practice");

  /** @param {Run | undefined} run @returns {Stage} */
  function stage(run) {
    if (!run?.step || !inPractice() || !result(run)) return "";
    const closed = run.results?.[run.step];
    return closed ?? ((run.spent[run.step] ?? 0) < ENOUGH ? "waiting" : "enough");
  }

  /** @param {"closed" | "wall"} now @returns {(run: Run) => Partial<Run>} */
  const to = (now) => (run) => ({ results: { ...run.results, [run.step ?? ""]: now } });

  return {
    stage,
    about: () => say("practice-about"),
    /** What begins or ends it. */
    act: () => say(inPractice() ? "practice-end" : "practise"),
    /** What the room sees instead of how to answer. @param {Run} run @returns {Element[]} */
    room(run) {
      const at = stage(run);
      const shown = at === "wall" && result(run);
      if (shown) return [seen(shown)];
      return at ? [make("p", { class: "kit-wall-answers" }, say(at))] : [];
    },
    /** What the leader sees of it. @param {Run} run @param {Change} change @returns {Element[]} */
    leader(run, change) {
      const at = stage(run);
      const figures = result(run);
      const guide = root.querySelector(".kit-guide");
      if (!at || !figures || !guide) return [];
      const act = (/** @type {string} */ key, /** @type {"closed" | "wall"} */ next) =>
        make(
          "div",
          { class: "kit-actions" },
          button(say(key), () => change(to(next)))
        );
      const about = make("p", {}, say(LEADER[at]));
      if (at === "waiting") return [about];
      if (at === "enough") return [about, act("practice-close", "closed")];
      const shown = act(
        at === "wall" ? "practice-hide" : "practice-show",
        at === "wall" ? "closed" : "wall"
      );
      return [about, seen(guide), seen(figures), shown];
    }
  };
}
