/**
 * The wall: what the room sees. One step at a time, in large type: what everybody does now, how, what
 * there is afterwards, what is voted on, how much time is left. Nothing here belongs to the leader, and
 * there is nothing to press.
 */

import { inPractice } from "./address.js";
import { clockTime, total } from "./agenda.js";
import { clock } from "./clock.js";
import { make, setText } from "./elements.js";
import { fit } from "./fitting.js";
import { planned, position, stand } from "./running.js";
import { voteBars, voteIn } from "./vote.js";

/** @typedef {import("./running.js").Agenda} Agenda */
/** @typedef {import("./running.js").Choice} Choice */
/** @typedef {import("./running.js").Run} Run */
/** @typedef {import("./saying.js").Say} Say */
/** @typedef {{ root: Element, agenda: Agenda & { title: string }, say: Say, mark: (text: string) => string | Node, row: (id: string | null) => Element | null, choice: () => Choice, way?: (here: Element | null) => Element[], practice?: Answers, relay?: ReturnType<typeof import("./relay.js").relay>, film?: typeof import("./film.js").films }} Page */
/** @typedef {(change: (run: Run) => Partial<Run>) => void} Change */
/** @typedef {{ stage(run: Run | undefined): string, room(run: Run): Element[], leader(run: Run, change: Change): Element[], about?(): string, act?(): string }} Answers what is seen of those who answer: of invented colleagues, or of a survey */

const AHEAD = 300;
const LEVELS = ["", "fifth", "twentieth", "up"];
const TOGETHER = ["pairs", "threes", "fours", "groups"];

/** Words for the wall, where nobody follows a link. @param {Element} words */
function plain(words) {
  for (const link of words.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return words;
}

/** Words of the page for the wall. @param {Element} el */
function copy(el) {
  return plain(/** @type {Element} */ (el.cloneNode(true)));
}

/** What says, in words, that this is practice and no meeting. @param {Say} say */
export function practiceMark(say) {
  const el = make("p", { class: "kit-practice-mark" });
  return {
    el,
    label() {
      el.hidden = !inPractice();
      setText(el, say("practice-mark"));
    }
  };
}

/** @param {Page} page @param {() => void} [filmOver] is told when a film has ended */
export function wall(page, filmOver = () => {}) {
  const { root, agenda, say, mark, row, choice, way, practice: rehearsed } = page;
  const film = page.film?.wall();
  const marked = practiceMark(say);
  const where = make("p", { class: "kit-wall-where" });
  const title = make("h1", { class: "kit-wall-title" });
  const words = make("div", { class: "kit-wall-words" });
  const digits = make("p", { class: "kit-wall-digits", role: "timer" });
  const bar = make("p", { class: "kit-wall-bar", "aria-hidden": "true" }, make("span"));
  const told = make("p", { class: "kit-wall-told" });
  const time = make("div", { class: "kit-wall-time" }, digits, bar, told);
  const text = make("div", { class: "kit-wall-text" }, marked.el, where, title, words);
  let ahead = 0;
  const el = make("section", { class: "kit-wall", tabindex: "-1" }, text, time);

  /** @param {string} words @param {string} more @param {(string | Node)[]} parts */
  function tell(words, more, ...parts) {
    where.textContent = more;
    title.replaceChildren(mark(words));
    return parts;
  }

  /** @param {Run | undefined} run */
  function before(run) {
    const { start } = choice();
    const minutes = run ? run.length : total(agenda.variants[0]?.steps ?? []);
    const begins = start === null ? say("soon") : say("begins-at", { time: clockTime(start) });
    return tell(
      agenda.title,
      say("minutes", { n: minutes }),
      make("p", {}, begins),
      ...(way?.(null) ?? [])
    );
  }

  /** @param {Run} run @param {ReturnType<typeof planned>} steps @param {number} at */
  function now(run, steps, at) {
    const step = steps[at]?.step;
    const here = row(run.step);
    const answered = rehearsed?.room(run) ?? [];
    const placed = steps.length > 1 ? say("place", { n: at + 1, total: steps.length }) : "";
    if (rehearsed?.stage(run) === "wall") return tell(step?.title ?? "", placed, ...answered);
    const parts = [".kit-task", ".kit-method", ".kit-film", ".kit-outcome"].flatMap((part) =>
      [...(here?.querySelectorAll(part) ?? [])].map((each) => {
        const words = /** @type {Element} */ (each.cloneNode(true));
        return plain(page.film?.partOf(words, "wall") ?? words);
      })
    );
    parts.push(...(film?.show(run, here, filmOver) ?? []));
    parts.push(...(way?.(here) ?? []), ...answered);
    const own = here?.querySelector(".kit-vote") ? run.step : run.vote;
    if (own !== null) parts.splice(1, 0, voteBars(voteIn(root, here), run, own, say));
    const early = step?.method === "alone" ? "early-alone" : "early-together";
    if (own === null && (early === "early-alone" || TOGETHER.includes(step?.method ?? "")))
      parts.push(make("p", { class: "kit-wall-early" }, say(early)));
    return tell(step?.title ?? "", placed, ...parts);
  }

  function after() {
    const ends = [...root.querySelectorAll(".kit-ends p")].map(copy);
    return tell(say("done"), "", ...ends);
  }

  /** @param {Run | undefined} run */
  function tick(run) {
    const { left, part, level } = run ? stand(agenda, run) : { left: 0, part: 1, level: 0 };
    time.hidden = !run?.step || run.calm;
    setText(digits, left <= -1 ? `+${clock(left)}` : clock(Math.max(left, 0)));
    el.dataset.left = LEVELS[level];
    el.classList.toggle("kit-wall--stands", !run?.going);
    bar.style.setProperty("--kit-part", String(Math.min(1, Math.max(0, part))));
    setText(told, level ? say(LEVELS[level] ?? "") : run?.going ? "" : say("stands"));
  }

  /** @param {Run | undefined} run */
  function show(run) {
    const steps = run ? planned(agenda, run) : [];
    const at = run ? position(agenda, run) : -1;
    el.setAttribute("aria-label", say("wall"));
    marked.label();
    el.classList.toggle("kit-wall--calm", Boolean(run?.calm));
    if (run?.calm)
      words.replaceChildren(...tell(say("break"), "", make("p", {}, say("break-text"))));
    else if (!run || at < 0) words.replaceChildren(...before(run));
    else words.replaceChildren(...(at < steps.length ? now(run, steps, at) : after()));
    tick(run);
    film?.follow(run);
    fit(el, text, time);
    // The next step turns sooner if its code is drawn by then.
    clearTimeout(ahead);
    ahead = window.setTimeout(() => way?.(row(steps[at + 1]?.step.id ?? null)), AHEAD);
  }

  return { el, show, tick };
}
