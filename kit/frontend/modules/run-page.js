import { addressOf, chosenIn } from "./address.js";
import { place } from "./place.js";
import { programme } from "./programme.js";
import { runMode } from "./run-mode.js";

/** @typedef {import("./offering.js").Model} Model */

/**
 * A page that something is run from: what is chosen stands in its address, too.
 * @param {HTMLElement} el @param {Model} model
 * @param {() => void} [changed]
 * @param {Pick<import("./wall.js").Page, "way" | "film" | "relay"> & { answers?: (root: Element, say: import("./saying.js").Say, row: (id: string | null) => Element | null) => import("./wall.js").Answers }} [more]
 *   the way to what everybody opens in a step, films, what keeps other devices in step, and what is
 *   seen of those who answer, invented or not
 */
export function runPage(el, model, changed = () => {}, { answers, ...more } = {}) {
  const root = place(el, model);
  /** The last fragment that said a choice: one that leads to a place on the page says nothing. */
  let said = "";
  const note = () => {
    if (!location.hash || location.hash.includes("=")) said = location.hash.slice(1);
    return said;
  };
  const chosen = programme(root, model, follow, (agenda) => ({
    read: () => chosenIn(note(), agenda),
    write(choice) {
      history.replaceState(null, "", addressOf(agenda, choice, ""));
      note();
    }
  }));
  /** The steps that the page shows for a run: a turn to the next one changes nothing of them. */
  let sheet = "";
  const practice = answers?.(root, chosen.say, chosen.row);
  const running = runMode({ root, ...chosen, ...more, practice }, (run) => {
    const { variant, without, minutes, people } = run ?? {};
    const wanted = run ? JSON.stringify([variant, without, minutes, people]) : "";
    if (wanted && wanted === sheet) return;
    sheet = wanted;
    chosen.show(run && { ...run, start: chosen.choice().start });
  });

  function follow() {
    sheet = "";
    running.show();
    changed();
  }

  function translate() {
    chosen.label();
    follow();
  }
  const end = () => {
    running.end();
    chosen.end();
  };
  return { ...chosen, root, running, start: running.el, end, translate };
}
