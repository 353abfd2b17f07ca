/**
 * Keeps the windows of one run in step, and the run over a reload: in the memory of this tab only. Each
 * window counts on by its own steady clock from what it knew or was told last.
 */

import { fresh, holds, keep, later, read, restore } from "./running.js";

/** @typedef {import("./running.js").Agenda} Agenda */
/** @typedef {import("./running.js").Choice} Choice */
/** @typedef {import("./running.js").Run} Run */

/**
 * @param {Agenda} agenda
 * @param {() => void} changed
 * @param {boolean} practises those who practise and those who do not know nothing of each other
 */
export function windows(agenda, changed, practises) {
  const name = `kit-${practises ? "practice" : "run"}:${location.pathname}`;
  const by = Math.random().toString(36).slice(2);
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(name) : undefined;
  const steady = () => performance.now() / 1000;
  const now = () => Date.now() / 1000;
  let run = restored();
  let moment = steady();
  let kept = true;
  // What was kept was counted on by the time of day; a window that was there all the time knows better.
  let unsure = Boolean(run);

  function restored() {
    try {
      return restore(sessionStorage.getItem(name), agenda, now());
    } catch {
      return undefined;
    }
  }

  /** @param {Run | undefined} next */
  function take(next) {
    run = next;
    moment = steady();
    unsure = false;
    try {
      if (next) sessionStorage.setItem(name, keep(next, now()));
    } catch {
      kept = false;
    }
  }

  const current = () => run && later(run, steady() - moment);
  const tell = (hello = false) => channel?.postMessage({ hello, run: current() });

  channel?.addEventListener("message", ({ data }) => {
    const told = read(data?.run, agenda);
    if (told && (holds(run, told) || (unsure && told.revision === run?.revision))) {
      take(told);
      changed();
    } else if (run && (data?.hello || (told && told.revision < run.revision))) tell();
  });
  tell(true);

  return {
    current,
    /** Whether a reload would find the run again. */
    kept: () => kept,
    /** @param {(run: Run) => Partial<Run>} change */
    change(change) {
      const before = current();
      if (!before) return;
      take({ ...before, ...change(before), revision: before.revision + 1, by });
      tell();
      changed();
    },
    /** @param {Choice} choice @param {Partial<Run>} [more] another run from the beginning */
    begin(choice, more = {}) {
      take({ ...fresh(agenda, choice), ...more, revision: (run?.revision ?? 0) + 1, by });
      tell();
      changed();
    },
    /** Whether this is practice. */
    practises,
    end: () => channel?.close(),
    /** Let nothing of it be left. */
    forget() {
      try {
        sessionStorage.removeItem(name);
      } catch {
        kept = false;
      }
    }
  };
}
