/**
 * A film in the flow. The book's own stands on the wall with nothing to press: whoever leads starts and
 * stops it, by a key or from the leader's window. One that lies elsewhere is opened on purpose.
 */

import { button, make } from "./elements.js";

/** @typedef {import("./running.js").Run} Run */
/** @typedef {import("./saying.js").Say} Say */
/** @typedef {(change: (run: Run) => Partial<Run>) => void} Change */

/** @param {Element | null | undefined} row @returns {HTMLVideoElement | null} the film of a step */
function filmOf(row) {
  return row?.querySelector("video") ?? null;
}

/** @param {Run} run @returns {Partial<Run>} the film of this step started, or stopped */
function toggleFilm(run) {
  return { film: run.film === run.step ? null : run.step };
}

/** What of a film's words belongs to a place: the picture to the room, the way to it to the leader. */
const ELSEWHERE = { wall: "video, details, .kit-watch", leader: "video" };

/** @param {Element} el words of a step @param {"wall" | "leader"} where @returns {Element} the same */
function partOf(el, where) {
  if (el.matches(".kit-film"))
    for (const each of el.querySelectorAll(ELSEWHERE[where])) each.remove();
  return el;
}

/** The film on the wall; a place that it has got to is kept, and so is the picture while it plays. */
function wallFilm() {
  /** @type {HTMLVideoElement | null} */
  let video = null;
  let step = "";
  return {
    /**
     * @param {Run} run @param {Element | null} row of its step
     * @param {() => void} over is told when the film has ended
     * @returns {HTMLVideoElement[]}
     */
    show(run, row, over) {
      const own = filmOf(row);
      if (!own) return [];
      if (!video || step !== run.step) {
        step = run.step ?? "";
        video = /** @type {HTMLVideoElement} */ (own.cloneNode(true));
        video.controls = false;
        video.preload = "auto";
        video.onended = over;
      }
      return [video];
    },
    /** @param {Run | undefined} run */
    follow(run) {
      const film = video;
      if (!film) return;
      const plays = run?.step === step && run.film === step && !run.calm && film.isConnected;
      // A browser that lets no page begin leaves it to somebody who presses.
      const refused = () => {
        film.controls = true;
      };
      if (!plays) film.pause();
      else if (film.paused) film.play().catch(refused);
    }
  };
}

/**
 * What the leader starts a film with; its own picture belongs to the room.
 * @param {Run} run @param {Element | null} row @param {Say} say @param {Change} change
 */
function filmActs(run, row, say, change) {
  if (!filmOf(row)) return [];
  const key = run.film === run.step ? "film-stop" : "film-start";
  return [
    make(
      "div",
      { class: "kit-actions" },
      button(say(key), () => change(toggleFilm))
    )
  ];
}

/** All of it, for a page whose steps may have films. */
export const films = { toggle: toggleFilm, partOf, wall: wallFilm, acts: filmActs };
