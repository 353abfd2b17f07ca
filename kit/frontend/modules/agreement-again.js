/** What comes first when a saved agreement is opened again: what is due, to be answered there. */

import { dueOf } from "./agreement-due.js";
import { today } from "./agreement-form.js";
import { button, make } from "./elements.js";

/** @typedef {import("./agreement-file.js").Agreement} Agreement */
/** @typedef {import("./agreement-file.js").Measure} Measure */
/** @typedef {import("./saying.js").Say} Say */
/** @typedef {ReturnType<typeof import("./agreement-form.js").agreementForm>} Form */

const ASKED = ["status", "reason", "helped", "answer"];

/** A day in words. @param {string} day */
export function dayWords(day) {
  const { lang } = document.documentElement;
  return new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(new Date(`${day}T12:00`));
}

/**
 * @param {HTMLElement} box @param {Form} form @param {Say} say
 * @param {() => void} changed
 */
export function followUp(box, form, say, changed) {
  /** @type {Agreement | undefined} */
  let opened;

  /** A field of the form once more, in step with it. @param {number} n @param {string} name */
  function again(n, name) {
    const el = form.inRow(n, name);
    const part = /** @type {HTMLElement} */ (el.closest(".kit-field")).cloneNode(true);
    const copy = /** @type {typeof el} */ (/** @type {Element} */ (part).querySelector("[name]"));
    /** @type {Element} */ (part).querySelector(".kit-error")?.remove();
    copy.id = `again-${el.id}`;
    copy.removeAttribute("name");
    copy.removeAttribute("aria-describedby");
    copy.value = el.value;
    const label = /** @type {HTMLLabelElement} */ (
      /** @type {Element} */ (part).querySelector("label")
    );
    label.htmlFor = copy.id;
    copy.addEventListener("input", () => {
      el.value = copy.value;
      el.dispatchEvent(new Event("change", { bubbles: true }));
      changed();
    });
    return /** @type {HTMLElement} */ (part);
  }

  /** @param {Measure} measure */
  function answered({ id, text, responsible, due }) {
    const n = form.rowOf(id);
    const parts = ASKED.map((name) => again(n, name));
    const about = [responsible, due && say("by", { date: dayWords(due) })].filter(Boolean);
    const note = make("p", { class: "kit-note" }, about.join(" · "));
    const group = make("fieldset", {}, make("legend", { class: "kit-label-strong" }, text), note);
    group.append(...parts);
    const follow = () => {
      const status = form.inRow(n, "status").value;
      const wanted = /** @type {Record<string, string>} */ ({
        dropped: "reason",
        done: "helped",
        "sent-up": "answer"
      });
      parts.forEach((part, at) => {
        part.hidden = at > 0 && wanted[status] !== ASKED[at];
      });
    };
    group.addEventListener("input", follow);
    follow();
    return group;
  }

  function held() {
    form.hold(today());
    changed();
    const { held: days } = form.read();
    box.replaceChildren(
      make("p", { tabindex: "-1" }, say("held", { days: days.map(dayWords).join(", ") })),
      make("p", {}, say("held-next"))
    );
    /** @type {HTMLElement} */ (box.firstElementChild).focus();
    opened = undefined;
  }

  function show() {
    const due = opened && dueOf(opened, today());
    box.hidden = !due?.isDue;
    if (!opened || !due?.isDue) return;
    const { months } = due;
    const when = months
      ? say(months === 1 ? "month-ago" : "months-ago", { n: months })
      : say("day-agreed", { date: dayWords(opened.agreed) });
    const some = [...new Set([...due.measures, ...due.unanswered])];
    const { keep, improve, next } = opened;
    const words = [
      due.lookAgain && next && say("day-was", { date: dayWords(next) }),
      keep && say("to-keep", { text: keep }),
      improve && say("to-improve", { text: improve })
    ].filter((text) => typeof text === "string" && text);
    box.replaceChildren(
      make("h2", { tabindex: "-1" }, when),
      ...words.map((text) => make("p", {}, String(text))),
      ...(some.length ? some : opened.measures).map(answered),
      make("div", { class: "kit-actions" }, button(say("looked"), held))
    );
  }

  return {
    /** @param {Agreement} [agreement] that was opened; none if it was not */
    show(agreement) {
      opened = agreement;
      show();
      if (!box.hidden) box.querySelector("h2")?.focus();
    },
    translate() {
      if (opened) opened = { ...opened, ...form.read(), agreed: opened.agreed };
      show();
    }
  };
}
