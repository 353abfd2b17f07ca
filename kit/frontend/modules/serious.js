import { make } from "./elements.js";

/** @typedef {import("./saying.js").Say} Say */

const FIRST = ["thank", "say-this", "alone", "no-secret"];
const WHERE = ["danger", "child", "unsafe", "unwell", "wrong", "about-you"];

/** What a leader does when somebody tells something serious, and where it goes today. @param {Say} say */
export function serious(say) {
  const list = (/** @type {string[]} */ keys) =>
    make("ul", {}, ...keys.map((key) => make("li", {}, say(key))));
  return make(
    "section",
    { class: "kit-serious" },
    make("h1", {}, say("serious")),
    list(FIRST),
    make("h2", {}, say("where")),
    list(WHERE)
  );
}
