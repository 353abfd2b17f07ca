/** What was agreed on as one page to hang up: large, without a single form field. */

import { dayWords } from "./agreement-again.js";
import { isOpen } from "./agreement-due.js";
import { rolesOf } from "./agreement-roles.js";
import { make } from "./elements.js";

/** @typedef {import("./agreement-file.js").Agreement} Agreement */
/** @typedef {import("./agreement-file.js").Measure} Measure */
/** @typedef {import("./saying.js").Say} Say */

/** @param {Agreement} agreement @param {Say} say @param {boolean} initials whether they are printed, too */
export function poster(agreement, say, initials) {
  const { keep, improve, word, measures, origin, agreed, next } = agreement;
  const from = origin.workshop || origin.exercise || origin.area;
  /** @param {string} title @param {string} text @param {string} look */
  const part = (title, text, look) =>
    text ? [make("section", { class: look }, make("h2", {}, title), make("p", {}, text))] : [];
  const about = [from, dayWords(agreed)].filter(Boolean).join(" · ");
  const listed = measures
    .filter(({ status }) => status !== "dropped")
    .map((measure) => make("li", {}, make("p", {}, measure.text), make("p", {}, who(measure))));

  /** @param {Measure} measure */
  function who(measure) {
    const { responsible, due, status, sent_up: sent } = measure;
    return [
      initials ? responsible : rolesOf(responsible),
      due && isOpen(measure) && say("by", { date: dayWords(due) }),
      status === "agreed" ? "" : say(`status-${status}`),
      status === "sent-up" && sent?.name ? say("to", { name: sent.name }) : ""
    ]
      .filter(Boolean)
      .join(" · ");
  }

  return [
    make("p", { class: "kit-poster-about" }, about),
    make("h1", {}, say("poster-title")),
    ...part(say("poster-keep"), keep, "kit-poster-said"),
    ...part(say("poster-improve"), improve, "kit-poster-said"),
    ...(listed.length ? [make("ol", {}, ...listed)] : []),
    ...part(say("poster-word"), word, "kit-poster-word"),
    ...(next
      ? [make("p", { class: "kit-poster-next" }, say("poster-next", { date: dayWords(next) }))]
      : [])
  ];
}
