/**
 * What wall and leader see of the survey that belongs to a meeting: whether there are enough answers,
 * never how many; and for the leader the way to its page, where it is closed and its result stands.
 */

import { make } from "./elements.js";

/** @typedef {import("./running.js").Run} Run */
/** @typedef {import("./saying.js").Say} Say */
/** @typedef {ReturnType<typeof import("./relay.js").relay>} Relay */

/**
 * @param {Say} say
 * @param {(id: string | null) => Element | null} row
 * @param {Relay} relay
 * @param {import("./relay.js").Follow} follow
 */
export function answering(say, row, relay, follow) {
  /** Whether a step is the one in which everybody answers. @param {Run | undefined} run */
  function asks(run) {
    const link = row(run?.step ?? null)?.querySelector(".kit-way a");
    return link instanceof HTMLAnchorElement && link.href === follow.answer;
  }

  /** @param {Run | undefined} run */
  function stage(run) {
    const told = relay.told();
    if (!told || !asks(run)) return "";
    return told.open ? (told.enough ? "enough" : "waiting") : "answers-closed";
  }

  return {
    stage,
    /** @param {Run} run @returns {Element[]} */
    room(run) {
      const at = stage(run);
      return at ? [make("p", { class: "kit-wall-answers" }, say(at))] : [];
    },
    /** @param {Run} run @returns {Element[]} */
    leader(run) {
      const at = stage(run);
      const link = make("a", { href: follow.back }, say("to-survey"));
      const parts = at ? [make("p", {}, say(at))] : [];
      const written = Object.values(run.votes).some((vote) => vote.written.some(Boolean));
      if (written) parts.push(make("p", { class: "kit-note" }, say("lettered")));
      return [...parts, make("p", { class: "kit-desk-survey" }, link)];
    }
  };
}
