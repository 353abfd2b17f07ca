/** Before the meeting: its day, the invitation with day and hour in it, and a file for calendars. */

import { clockTime } from "./agenda.js";
import { calendarFile } from "./calendar.js";
import { download } from "./download.js";
import { button, make } from "./elements.js";

/** @typedef {import("./saying.js").Say} Say */
/** @typedef {{ title: string, start: number | null, minutes: number }} Meeting */

/**
 * @param {HTMLElement} place where the tools go
 * @param {HTMLElement} invitation what those who take part are told
 * @param {Say} say
 * @param {() => Meeting} meeting as it is chosen now
 * @returns {{ label(): void, follow(): void }} `label` says everything anew, `follow` follows the choice
 */
export function preparing(place, invitation, say, meeting) {
  const day = make("input", { type: "date" });
  const named = make("span");
  const copy = button("", () => void put());
  const save = button("", toCalendar);
  const said = make("p", { class: "kit-note", role: "status" });
  place.append(
    make("label", { class: "kit-select" }, named, day),
    make("div", { class: "kit-actions" }, copy, save),
    said
  );

  function when() {
    const { start, minutes } = meeting();
    const parts = [];
    if (day.value) {
      const date = new Date(`${day.value}T12:00`);
      const { lang } = document.documentElement;
      parts.push(new Intl.DateTimeFormat(lang, { dateStyle: "full" }).format(date));
    }
    if (start !== null) parts.push(`${clockTime(start)}–${clockTime(start + minutes)}`);
    return parts.join(", ");
  }

  function text() {
    const words = [...invitation.querySelectorAll("p")].map((p) => p.textContent ?? "");
    return [meeting().title, when(), ...words].filter(Boolean).join("\n\n");
  }

  async function put() {
    try {
      await navigator.clipboard.writeText(text());
      said.textContent = say("copied");
    } catch {
      said.textContent = say("not-copied");
      getSelection()?.selectAllChildren(invitation);
    }
  }

  function toCalendar() {
    const { title, start, minutes } = meeting();
    const words = [...invitation.querySelectorAll("p")].map((p) => p.textContent ?? "");
    const file = calendarFile({
      title,
      text: words.join("\n\n"),
      date: day.value,
      start: clockTime(start ?? 0),
      minutes
    });
    download("workshop.ics", "text/calendar;charset=utf-8", file);
    said.textContent = say("saved");
  }

  /** A calendar needs a day and an hour. */
  function follow() {
    const { start } = meeting();
    save.disabled = !day.value || start === null;
    said.textContent = save.disabled ? say("needs-time") : "";
  }

  day.addEventListener("input", follow);
  return {
    label() {
      named.textContent = say("day");
      copy.textContent = say("copy");
      save.textContent = say("calendar");
      follow();
    },
    follow
  };
}
