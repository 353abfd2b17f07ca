/**
 * The leader's window: what to say, what to look to, what comes next, how the time stands; and all that
 * can be changed while a workshop runs. The room does not see it.
 */

import { addressOf } from "./address.js";
import { clockTime, variantOf } from "./agenda.js";
import { clock } from "./clock.js";
import { button, make, setText } from "./elements.js";
import { leaveOut, longer, planned, position, stand, turn } from "./running.js";
import { serious } from "./serious.js";
import { softSignal } from "./signal.js";
import { voteForm, voteIn } from "./vote.js";
import { practiceMark } from "./wall.js";

/** @typedef {import("./running.js").Run} Run */
/** @typedef {import("./wall.js").Page} Page */
/** @typedef {import("./vote.js").Change} Change */

const WORDS = ".kit-say, .kit-leader, .kit-task, .kit-method, .kit-way, .kit-film, .kit-outcome";

/**
 * @param {Page} page
 * @param {Change} change
 * @param {{ begin: () => void, kept: () => boolean }} acts
 */
export function leaderView(
  { root, agenda, say, mark, row, practice: rehearsed, film },
  change,
  { begin, kept }
) {
  const signal = softSignal();
  const marked = practiceMark(say);
  let level = 0;
  const digits = make("p", { class: "kit-desk-digits", role: "timer" });
  const stands = make("p", { class: "kit-desk-stands" });
  const on = button("", () => go(1), "kit-button kit-button--primary");
  const back = button("", () => go(-1));
  const halt = button("", () => change(({ going }) => ({ going: !going })));
  const more = button("", () => change((run) => longer(agenda, run)));
  const calm = button("", () => change((run) => ({ calm: !run.calm })));
  const quiet = button("", () => {
    signal.toggle();
    label();
  });
  const turns = make("div", { class: "kit-actions" }, on, back, halt, more, calm);
  const bar = make("div", { class: "kit-desk-bar" }, marked.el, digits, stands, turns);
  const now = make("div", { class: "kit-desk-now" });
  const counts = part((run) => {
    const own = row(run.step)?.querySelector(".kit-vote");
    const key = !own && voteIn(root, null) ? "" : run.step;
    return key === null || !run.step ? [] : ballot(run, key);
  });
  const steps = part((run) => [make("ol", { class: "kit-plain" }, ...listed(run))]);
  const others = part((run) => [...(kept() ? [] : [say("not-kept")]), ...further(run)]);
  const parts = [counts, steps, others];
  const el = make("section", { class: "kit-desk" }, bar, now, ...parts.map(({ fold }) => fold));
  /** @type {Run | undefined} */
  let shown;

  /** What stands folded, and is made when it is opened. @param {(run: Run) => (string | Node)[]} content */
  function part(content) {
    const head = make("summary");
    const body = make("div");
    const fold = make("details", { class: "kit-desk-part" }, head, body);
    /** @param {boolean} [opens] */
    function fill(opens = fold.open) {
      if (opens && shown) body.replaceChildren(...content(shown));
    }
    // It opens after the click, so nobody sees it empty.
    head.addEventListener("click", () => fill(!fold.open));
    return { head, fold, fill };
  }

  /** @param {number} by one step on or back; before the first it begins */
  function go(by) {
    change((run) => {
      const at = position(agenda, run) + by;
      return at < -1 || at > planned(agenda, run).length ? {} : turn(agenda, run, at);
    });
  }

  /** Say what stays, in the language that the words are in now. */
  function label() {
    marked.label();
    setText(back, say("previous"));
    setText(more, say("longer"));
    setText(quiet, say(signal.on() ? "signal-off" : "signal-on"));
    setText(counts.head, say("vote"));
    setText(steps.head, say("all-steps"));
    setText(others.head, say("more"));
    el.setAttribute("aria-label", say("for-leader"));
  }

  /** @param {Run} run */
  function words(run) {
    if (run.calm) return [serious(say)];
    const all = planned(agenda, run);
    const at = position(agenda, run);
    const step = all[at]?.step;
    const next = all[at + 1]?.step;
    const [begins, after] = say("next-is", { title: "\n" }).split("\n");
    const following = next
      ? [make("p", { class: "kit-desk-next" }, begins ?? "", mark(next.title), after ?? "")]
      : [];
    if (!step) {
      const ends = at < 0 ? [] : [...root.querySelectorAll(".kit-ends > *")];
      const title = at < 0 ? mark(agenda.title) : say("done");
      return [make("h1", {}, title), ...ends.map((each) => each.cloneNode(true)), ...following];
    }
    const found = [...(row(step.id)?.querySelectorAll(WORDS) ?? [])];
    const said = found.sort(
      (a, b) => Number(b.matches(".kit-say")) - Number(a.matches(".kit-say"))
    );
    const pitfalls = [...root.querySelectorAll(".kit-pitfalls")].map((each) =>
      each.cloneNode(true)
    );
    return [
      make("p", { class: "kit-note" }, say("place", { n: at + 1, total: all.length })),
      make("h1", {}, mark(step.title)),
      ...(rehearsed?.leader(run, change) ?? []),
      ...(film?.acts(run, row(step.id), say, change) ?? []),
      ...said.map((each) => {
        const words = /** @type {Element} */ (each.cloneNode(true));
        return film?.partOf(words, "leader") ?? words;
      }),
      ...following,
      ...pitfalls
    ];
  }

  /** @param {Run} run */
  function listed(run) {
    const { steps: all } = variantOf(agenda, run.variant);
    const here = planned(agenda, run);
    return all.map(({ step }) => {
      const at = here.findIndex((each) => each.step.id === step);
      const title = agenda.steps.find(({ id }) => id === step)?.title ?? "";
      const to = button("", () => change((now) => turn(agenda, now, here.length && at)));
      to.append(mark(title));
      to.disabled = at < 0;
      if (step === run.step) to.setAttribute("aria-current", "step");
      const drop = button(say(at < 0 ? "take-in" : "leave-out"), () =>
        change((now) => leaveOut(agenda, now, step))
      );
      to.dataset.hold = `to ${step}`;
      drop.dataset.hold = `drop ${step}`;
      drop.setAttribute("aria-label", `${drop.textContent}: ${title}`);
      const n = here[at]?.minutes;
      const minutes = n ? say("minutes", { n }) : "";
      return make("li", {}, to, make("span", {}, minutes), drop);
    });
  }

  /** @param {Run} run @param {string} key */
  function ballot(run, key) {
    const page = voteIn(root, row(run.step));
    const shown = button(say(run.vote === key ? "hide-vote" : "show-vote"), () =>
      change((now) => ({ vote: now.vote === key ? null : key }))
    );
    shown.dataset.hold = "shown";
    shown.hidden = Boolean(row(run.step)?.querySelector(".kit-vote"));
    return [shown, voteForm(page, run, key, say, change)];
  }

  /** @param {Run} run */
  function further(run) {
    const people = make("input", { type: "number", min: "1", max: "1000" });
    people.value = String(run.people ?? "");
    people.dataset.hold = "people";
    people.addEventListener("change", () => {
      const n = Math.round(Number(people.value));
      setTimeout(() => change(() => ({ people: n > 0 && n <= 1000 ? n : null })));
    });
    const done = planned(agenda, run).slice(0, Math.max(0, position(agenda, run)));
    const without = [...run.without, ...done.map(({ step }) => step.id)];
    const href = addressOf(agenda, { ...run, start: null, without }, "");
    const link = make("a", { href }, say("stop-link"));
    // It is to be kept, not followed: this page goes on.
    link.addEventListener("click", (event) => event.preventDefault());
    const again = button(say("start-over"), begin);
    return [
      make("label", { class: "kit-select" }, make("span", {}, say("people")), people),
      make("div", { class: "kit-actions" }, quiet),
      make("h2", {}, say("stop-here")),
      make("p", {}, say("stop-text"), " ", link),
      make("h2", {}, say("start-over")),
      make("p", {}, say("start-over-text")),
      make("div", { class: "kit-actions" }, again),
      make("p", { class: "kit-note" }, say("keys"))
    ];
  }

  /** @param {Run} run */
  function timing(run) {
    const { behind, rest } = stand(agenda, run);
    const n = Math.round(Math.abs(behind) / 60);
    if (!run.step) return "";
    const end = new Date(Date.now() + rest * 1000);
    const time = clockTime(end.getHours() * 60 + end.getMinutes());
    return `${say(n ? (behind > 0 ? "behind" : "ahead") : "on-time", { n })} · ${say("ends", { time })}`;
  }

  /** @param {Run} run */
  function tick(run) {
    const stood = stand(agenda, run);
    digits.hidden = !run.step;
    setText(digits, stood.left <= -1 ? `+${clock(stood.left)}` : clock(Math.max(0, stood.left)));
    setText(stands, run.calm ? say("break") : timing(run));
    if (stood.level === 3 && level < 3 && run.going) signal.play();
    level = stood.level;
  }

  /** @param {Run} run */
  function show(run) {
    label();
    const all = planned(agenda, run);
    const at = position(agenda, run);
    setText(on, say(at < 0 ? "start" : at < all.length - 1 ? "next" : "finish"));
    on.hidden = at >= all.length;
    back.hidden = at < 1;
    setText(halt, say(run.going ? "clock-stop" : "clock-go"));
    setText(calm, say(run.calm ? "pause-end" : "pause"));
    halt.hidden = more.hidden = calm.hidden = !run.step;
    now.replaceChildren(...words(run));
    counts.fold.hidden = !run.step;
    // Where a step is a vote, what is counted in it is at hand.
    if (row(run.step)?.querySelector(".kit-vote") && shown?.step !== run.step)
      counts.fold.open = true;
    shown = run;
    for (const each of parts) each.fill();
    tick(run);
  }

  return { el, show, tick };
}
