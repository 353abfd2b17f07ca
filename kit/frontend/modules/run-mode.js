/**
 * Runs a workshop, or a group exercise, on its own page: the wall for the room, the leader's window
 * beside it. Without a second window what the leader needs is folded below the wall, where a full
 * screen does not show it. Nothing is asked of any server.
 */

import { addressOf, inPractice, viewIn } from "./address.js";
import { plan } from "./agenda.js";
import { button, make, setText } from "./elements.js";
import { leaderView } from "./leader-view.js";
import { runKeys } from "./run-keys.js";
import { planned, position, stand, turn } from "./running.js";
import { wakefulness } from "./wakefulness.js";
import { practiceMark, wall } from "./wall.js";
import { windows } from "./windows.js";

/** @typedef {import("./running.js").Run} Run */
/** @typedef {import("./wall.js").Page} Page */

const SHOWS = "kit-shows-run";

/**
 * @param {Page} page
 * @param {(run: Run | undefined) => void} showSheet what shows the steps of a run on the page
 */
export function runMode(page, showSheet) {
  const { agenda, say, choice } = page;
  const awake = wakefulness();
  const { relay } = page;
  /** What this window is, where the service shows it: it never turns to something else. */
  const role = relay?.role;
  const join = relay ? relay.windows : windows;
  let kept = join(agenda, show, inPractice());
  const seen = wall(page, () => kept.change(() => ({ film: null })));
  const led = leaderView(page, (change) => kept.change(change), {
    begin: () => kept.begin(choice(), { begun: false }),
    kept: () => kept.kept()
  });
  const run = button("", start, "kit-button kit-button--primary");
  const over = button("", again);
  const open = button("", openWindow);
  const marked = practiceMark(say);
  const about = make("p", { class: "kit-note" });
  const practise = button("", () => (inPractice() ? endPractice() : startPractice()));
  const acts = make("div", { class: "kit-actions" }, run, over, open, practise);
  const el = make("div", { class: "kit-run-actions" }, marked.el, about, acts);
  const large = button("", () => void seen.el.requestFullscreen());
  const second = button("", openWindow);
  const back = button("", leave);
  const said = make("p", { class: "kit-note kit-run-said" });
  const fold = make("details", { class: "kit-run-fold" }, make("summary"), led.el);
  const strip = make("div", { class: "kit-actions kit-run-strip" }, large, second, back);
  const told = make("p", { class: "kit-unseen", role: "status" });
  const box = make("main", { class: "kit-stage", hidden: "" }, seen.el, strip, said, fold, told);
  if (relay && role !== "room") box.append(relay.note);
  let view = "";
  let before = "";
  let ticking = 0;
  /** @type {string | undefined} */
  let stage;

  /** Whether what the leader needs is seen: in a window of its own, or unfolded below the wall. */
  const leads = () => view === "leader" || fold.open;

  const steps = () => {
    const now = kept.current();
    return now ? planned(agenda, now) : plan(agenda, choice());
  };

  /** @param {string} wanted what this window shows: the page, the wall or the leader's view */
  function turnTo(wanted) {
    history.replaceState(null, "", addressOf(agenda, choice(), wanted));
    follow();
  }

  function follow() {
    if (kept.practises !== inPractice()) {
      kept.end();
      kept = join(agenda, show, inPractice());
    }
    view = viewIn();
    box.hidden = !view;
    document.body.classList.toggle(SHOWS, Boolean(view));
    for (const each of [seen.el, strip, said, fold]) each.hidden = view === "leader";
    if (role === "wall") fold.hidden = second.hidden = back.hidden = true;
    if (view === "leader") box.append(led.el);
    else fold.append(led.el);
    // Opened by itself; where a wall has a run already, that one answers and holds.
    if (view === "leader" && !kept.current() && !relay) kept.begin(choice());
    show();
    if (!view) return;
    scrollTo(0, 0);
    if (view === "wall") seen.el.focus({ preventScroll: true });
  }

  function fill() {
    if (view !== "wall" || document.fullscreenElement) return;
    // Somebody may have left before the browser has filled the screen.
    const leaveAgain = () => {
      if (view !== "wall") void document.exitFullscreen();
    };
    void seen.el.requestFullscreen?.().then(leaveAgain, () => {});
  }

  function start() {
    if (!kept.current()) kept.begin(choice());
    if (position(agenda, /** @type {Run} */ (kept.current())) < 0)
      kept.change((now) => turn(agenda, now, 0));
    turnTo(role ?? "wall");
    fill();
  }

  function startPractice() {
    history.replaceState(null, "", addressOf(agenda, choice(), "", true));
    follow();
    again();
  }

  function endPractice() {
    kept.forget();
    history.replaceState(null, "", addressOf(agenda, choice(), "", false));
    follow();
  }

  function again() {
    kept.begin(choice());
    start();
  }

  function openWindow() {
    if (!kept.current()) kept.begin(choice());
    turnTo("wall");
    const address = addressOf(agenda, choice(), "leader");
    const other = window.open(
      address,
      inPractice() ? "kit-practice" : "kit-leader",
      "popup,width=760,height=900"
    );
    said.textContent = say(other ? "two-screens" : "refused");
    if (other) return;
    fold.open = true;
    show();
  }

  function leave() {
    if (role === "leader") turnTo("");
    if (view !== "wall" || role) return;
    if (document.fullscreenElement) void document.exitFullscreen();
    turnTo("");
    run.focus();
  }

  /** @param {number} by */
  function go(by) {
    kept.change((now) => {
      const at = position(agenda, now) + by;
      return at < 0 || at > steps().length ? {} : turn(agenda, now, at);
    });
  }

  /** Say what stays, in the language that the words are in now. */
  function label() {
    const now = kept.current();
    const at = now ? position(agenda, now) : -1;
    const going = at >= 0 && at < steps().length;
    setText(run, going ? say("go-on", { n: at + 1 }) : say("start"));
    setText(over, say("start-over"));
    over.hidden = at < 0;
    run.hidden = at >= steps().length;
    for (const each of [open, second]) setText(each, say("leaders-window"));
    open.hidden = Boolean(role);
    setText(large, say("fill"));
    large.hidden = !document.fullscreenEnabled;
    setText(back, say("leave"));
    setText(/** @type {Element} */ (fold.firstElementChild), say("for-leader"));
    marked.label();
    about.hidden = !inPractice();
    const { about: words, act } = page.practice ?? {};
    practise.hidden = !act;
    if (!words || !act) return;
    setText(about, words());
    setText(practise, act());
  }

  /** Say to those who listen what has changed, and nothing twice. @param {Run | undefined} now */
  function tell(now) {
    const at = now ? position(agenda, now) : -1;
    const { level } = now ? stand(agenda, now) : { level: 0 };
    const key = [now?.step, now?.calm, level, document.documentElement.lang].join();
    if (key === before) return;
    before = key;
    const all = steps();
    const step = all[at];
    const words = !step
      ? [now?.begun ? say("done") : ""]
      : now?.calm
        ? [say("break")]
        : level
          ? [say(["", "fifth", "twentieth", "up"][level] ?? "")]
          : [say("place", { n: at + 1, total: all.length }), ": ", page.mark(step.step.title)];
    told.replaceChildren(...words);
  }

  function show() {
    const now = kept.current();
    label();
    showSheet(now?.begun || view ? now : undefined);
    for (const row of page.root.querySelectorAll(".kit-step")) {
      if (now?.step && row.getAttribute("data-step") === now.step)
        row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    }
    clearInterval(ticking);
    awake.set(Boolean(view && now?.step));
    if (!view) return;
    const field = document.activeElement;
    const held = field?.getAttribute("data-hold");
    if (view === "wall") seen.show(now);
    if (now && leads()) led.show(now);
    const same = held && box.querySelector(`[data-hold="${CSS.escape(held)}"]`);
    if (same instanceof HTMLElement && same !== field) {
      if (same instanceof HTMLInputElement) same.value = /** @type {any} */ (field).value;
      same.focus();
    }
    tell(now);
    stage = page.practice?.stage(now);
    if (now?.step) ticking = window.setInterval(tick, 250);
  }

  function tick() {
    const now = kept.current();
    if (!now) return;
    if (page.practice?.stage(now) !== stage) return show();
    if (view === "wall") seen.tick(now);
    led.tick(now);
    tell(now);
  }

  const fitAgain = () => view === "wall" && seen.show(kept.current());
  const unhear = runKeys(() => Boolean(view) && role !== "wall", {
    next: () => (kept.current() ? go(1) : start()),
    previous: () => go(-1),
    clock: () =>
      kept.current()?.begun ? kept.change(({ going }) => ({ going: !going })) : start(),
    film: () => page.film && kept.change(page.film.toggle),
    calm: () => kept.change((now) => (now.step ? { calm: !now.calm } : {})),
    leave,
    fill
  });
  fold.firstElementChild?.addEventListener("click", () => {
    const now = kept.current();
    if (now) led.show(now);
  });
  document.body.append(box);
  addEventListener("hashchange", follow);
  addEventListener("resize", fitAgain);
  follow();
  return {
    el,
    show,
    current: () => kept.current(),
    end() {
      clearInterval(ticking);
      awake.end();
      kept.end();
      unhear();
      removeEventListener("hashchange", follow);
      removeEventListener("resize", fitAgain);
      document.body.classList.remove(SHOWS);
      box.remove();
      el.remove();
    }
  };
}
