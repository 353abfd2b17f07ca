/**
 * A vote in the open: its options, and how many chose each. The room sees bars; the leader enters what
 * was counted, and writes options that came up in the room. Nothing is collected from anybody.
 */

import { button, make } from "./elements.js";
import { again, count, voteOf, write } from "./running.js";

/** @typedef {import("./running.js").Run} Run */
/** @typedef {import("./saying.js").Say} Say */
/** @typedef {(change: (run: Run) => Partial<Run>) => void} Change */

/**
 * @param {Element} root
 * @param {Element | null} row of the step
 * @returns {Element | null} where the page says what is voted on: at the step, or for all of it
 */
export function voteIn(root, row) {
  const whole = [...root.querySelectorAll(".kit-vote")].find((el) => !el.closest(".kit-step"));
  return row?.querySelector(".kit-vote") ?? whole ?? null;
}

/** @param {Element | null} page @param {Run} run @param {string} key @returns {(string | Node)[]} the options */
function options(page, run, key) {
  const own = [...(page?.querySelectorAll("li") ?? [])].map((el) =>
    make("span", {}, ...[...el.childNodes].map((node) => node.cloneNode(true)))
  );
  return [...own, ...voteOf(run, key).written];
}

/**
 * What the room sees.
 * @param {Element | null} page @param {Run} run @param {string} key @param {Say} say
 */
export function voteBars(page, run, key, say) {
  const { rounds } = voteOf(run, key);
  const most = Math.max(1, ...rounds.flat().map((n) => n ?? 0));
  const list = make("ol", { class: "kit-plain kit-bars" });
  list.classList.toggle("kit-bars--twice", rounds.length > 1);
  options(page, run, key).forEach((option, at) => {
    if (option === "") return;
    const item = make("li", {}, make("p", {}, option));
    rounds.forEach((round, n) => {
      const counted = round[at];
      if (counted === null || counted === undefined) return;
      const bar = make("span", { class: "kit-bar" });
      bar.style.setProperty("--kit-part", String(counted / most));
      const words = rounds.length > 1 ? `${say(n ? "second" : "first")}: ${counted}` : `${counted}`;
      item.append(make("p", { class: n ? "kit-round kit-round--again" : "kit-round" }, bar, words));
    });
    list.append(item);
  });
  // Once there is something to choose between, nobody is asked to write it down.
  const open = list.childElementCount ? ":not(.kit-open)" : "";
  const said = page?.querySelectorAll(`:scope > p:not(.kit-label)${open}`) ?? [];
  const about = [...said].map((el) => el.cloneNode(true));
  return make("div", { class: "kit-wall-vote" }, ...about, list);
}

/** @param {HTMLInputElement} field @param {(text: string) => void} take once the focus is where it goes */
function entered(field, take) {
  field.addEventListener("change", () => setTimeout(() => take(field.value.trim())));
}

/**
 * What the leader enters.
 * @param {Element | null} page @param {Run} run @param {string} key @param {Say} say
 * @param {Change} change
 */
export function voteForm(page, run, key, say, change) {
  const { rounds, written } = voteOf(run, key);
  const all = options(page, run, key);
  const own = all.length - written.length;
  const heads = rounds.map((_, n) => make("th", { scope: "col" }, say(n ? "second" : "first")));
  const body = make("tbody");
  all.forEach((option, at) => {
    /** @type {string | Node} */
    let name = option;
    if (at >= own) {
      const field = make("input", { "aria-label": say("option", { n: at - own + 1 }) });
      field.value = String(option);
      field.dataset.hold = `option ${at}`;
      entered(field, (words) => change((now) => write(now, key, at - own, words)));
      name = field;
    }
    const cells = rounds.map((round, n) => {
      const field = make("input", { inputmode: "numeric", maxlength: "4" });
      const words = typeof option === "string" ? option : (option.textContent ?? "");
      field.setAttribute("aria-label", `${say(n ? "second" : "first")}: ${words}`);
      field.value = String(round[at] ?? "");
      field.dataset.hold = `count ${at} ${n}`;
      entered(field, (digits) => change((now) => count(now, key, n, at, digits)));
      return make("td", {}, field);
    });
    body.append(make("tr", {}, make("th", { scope: "row" }, name), ...cells));
  });
  const sums = rounds.map((round) =>
    round.reduce((/** @type {number} */ sum, n) => sum + (n ?? 0), 0)
  );
  const to = (/** @type {string} */ hold) =>
    /** @type {HTMLElement | null} */ (document.querySelector(`[data-hold="${hold}"]`))?.focus();
  const add = button(say("add-option"), () => {
    change((now) => write(now, key, written.length, ""));
    to(`option ${all.length}`);
  });
  const repeat = button(say("vote-again"), () => {
    change((now) => again(now, key));
    to("count 0 1");
  });
  repeat.hidden = rounds.length > 1 || !sums[0];
  return make(
    "div",
    { class: "kit-counts" },
    make("p", { class: "kit-note" }, say("dots")),
    make(
      "table",
      { class: "kit-table" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("options")), ...heads)),
      body,
      make(
        "tfoot",
        {},
        make(
          "tr",
          {},
          make("th", { scope: "row" }, say("sum")),
          ...sums.map((n) => make("td", {}, String(n)))
        )
      )
    ),
    make("div", { class: "kit-actions" }, add, repeat)
  );
}
