/**
 * A conversation on its own page: one side prepares, the meeting has its steps, and a document is written
 * together. Words live in the fields of this tab and nowhere else. Nobody sees what another prepared:
 * who prepares next has to have it forgotten first, and what is written together shows none of it.
 */

import { MOST_BYTES, readSaved, writeSaved } from "./conversation-file.js";
import { conversationForm } from "./conversation-form.js";
import { download } from "./download.js";
import { button, make } from "./elements.js";
import { place } from "./place.js";
import { saying } from "./saying.js";

/** @typedef {import("./offering.js").Model} Model */
/** @typedef {import("./conversation-file.js").Saved} Saved */
/** @typedef {ReturnType<typeof conversationForm>} Form */

const TOGETHER = ["together", "document"];

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
  const root = place(el, model);
  /** @type {{ id: string, title: string, sides: { id: string, name: string }[], document: { title: string } }} */
  const exercise = model.get("exercise");
  const say = saying(model.get("strings"));
  /** @type {Map<string, HTMLElement>} */
  const parts = new Map();
  for (const part of root.querySelectorAll("[data-part]"))
    parts.set(part.getAttribute("data-part") ?? "", /** @type {HTMLElement} */ (part));
  const before = /** @type {HTMLElement} */ (parts.get("before"));
  const together = /** @type {HTMLElement} */ (parts.get("document"));
  /** @type {Map<string, Form>} */
  const forms = new Map();
  for (const side of before.querySelectorAll("[data-side]"))
    forms.set(
      side.getAttribute("data-side") ?? "",
      conversationForm(/** @type {HTMLFormElement} */ (side.querySelector("form")))
    );
  const written = conversationForm(/** @type {HTMLFormElement} */ (together.querySelector("form")));
  const all = [...forms.values(), written];
  let at = "";
  /** @type {(() => void) | undefined} what waits for an answer */
  let waiting;
  /** @type {[Element, string][]} */
  const words = [];

  /** @template {Element} El @param {El} made @param {string} key @returns {El} */
  function said(made, key) {
    words.push([made, key]);
    return made;
  }
  /** @param {string} key @param {() => void} act @param {boolean} [first] */
  const act = (key, act, first = false) =>
    said(button("", act, first ? "kit-button kit-button--primary" : "kit-button"), key);

  const status = make("p", { class: "kit-said", role: "status" });
  /** @param {string} key @param {Record<string, unknown>} [values] */
  const tell = (key, values) => (status.textContent = say(key, values));

  // Where one is: what one side prepares, the meeting, or what is written together.
  const choose = make("fieldset", {}, said(make("legend", { class: "kit-question" }), "choose"));
  const where = make("div", { class: "kit-items" }, choose);
  /** @type {Map<string, HTMLInputElement>} */
  const choices = new Map();
  /** @type {Map<string, Element>} */
  const names = new Map();
  for (const id of [...forms.keys(), ...TOGETHER]) {
    const input = make("input", { type: "radio", name: "kit-place", autocomplete: "off" });
    const name = make("span");
    input.addEventListener("change", () => go(id));
    choices.set(id, input);
    names.set(id, name);
    choose.append(make("label", { class: "kit-choice" }, input, name));
  }

  // A question before something is lost.
  const asked = make("p", { tabindex: "-1" });
  const keep = act("save", () => {
    for (const [side, form] of forms) if (form.written()) save(form, side);
    asked.focus();
  });
  const yes = act("yes-forget", () => {
    const next = waiting;
    answered();
    next?.();
  });
  const no = act("keep", () => {
    answered();
    choices.get(at)?.focus();
  });
  const ask = make(
    "div",
    { class: "kit-ask", role: "group", hidden: "" },
    asked,
    make("div", { class: "kit-actions" }, keep, yes, no)
  );

  function answered() {
    waiting = undefined;
    ask.hidden = true;
  }

  /** @param {string} key @param {() => void} next @param {boolean} [saves] */
  function first(key, next, saves = true) {
    status.textContent = "";
    waiting = next;
    const sides = [...forms].filter(([, form]) => form.written()).map(([id]) => nameOf(id));
    asked.textContent = say(key, { side: sides.join(", ") });
    keep.hidden = !saves;
    ask.hidden = false;
    asked.focus();
  }

  /** @param {string} id */
  const nameOf = (id) => exercise.sides.find((side) => side.id === id)?.name ?? "";

  /** Show a place. @param {string} id */
  function show(id) {
    at = id;
    for (const [name, input] of choices) input.checked = name === id;
    before.hidden = !forms.has(id);
    for (const [name, form] of forms) form.box.hidden = name !== id;
    for (const name of TOGETHER) /** @type {HTMLElement} */ (parts.get(name)).hidden = name !== id;
    /** @type {HTMLElement} */ (parts.get("about")).hidden = id === "document";
    tools.hidden = !forms.has(id) && id !== "document";
    copying.hidden = id !== "document";
    hidden.hidden = id !== "document" || ![...forms.values()].some((form) => form.written());
    copied.hidden = true;
    if (!tools.hidden) (id === "document" ? together : before).append(tools);
    (forms.get(id) ?? written).follow();
  }

  /** Go to a place; what another side prepared has to go first. @param {string} id */
  function go(id) {
    const others = [...forms].filter(([name, form]) => name !== id && form.written());
    answered();
    status.textContent = "";
    if (!forms.has(id) || !others.length) {
      show(id);
      return;
    }
    // Nothing of it is shown to who asks.
    show(at);
    first("sure-side", () => {
      for (const [, form] of others) form.clear();
      show(id);
      choices.get(id)?.focus();
    });
  }

  /** @param {Form} form @param {string} side none of what is written together */
  function save(form, side) {
    /** @type {Saved} */
    const saved = {
      exercise: exercise.id,
      title: exercise.title,
      part: side ? "before" : "document",
      side,
      answers: form.read()
    };
    const name = `${exercise.id.replace("/", "-")}-${side || "document"}.json`;
    download(name, "application/json", writeSaved(saved));
    form.saved();
    tell("saved");
  }

  function saveThis() {
    const form = forms.get(at);
    save(form ?? written, form ? at : "");
  }

  /** @param {Saved} saved */
  function fill({ part, side, answers }) {
    if (part === "before") for (const form of forms.values()) form.clear();
    const form = part === "before" ? forms.get(side) : written;
    show(part === "before" ? side : part);
    form?.fill(answers);
    tell("opened");
    choices.get(at)?.focus();
  }

  async function open() {
    const [file] = picked.files ?? [];
    if (!file) return;
    answered();
    status.textContent = "";
    // One byte more than may be is enough to refuse it.
    const bytes = new Uint8Array(await file.slice(0, MOST_BYTES + 1).arrayBuffer());
    picked.value = "";
    const found = readSaved(bytes);
    if ("refused" in found) tell(found.refused);
    else if (found.saved.exercise !== exercise.id) tell("other", { title: found.saved.title });
    else if (found.saved.part === "before" && !forms.has(found.saved.side)) tell("damaged");
    else opened(found.saved);
  }

  /** @param {Saved} saved */
  function opened(saved) {
    const lost = saved.part === "before" ? [...forms.values()] : [written];
    if (lost.some((form) => form.written())) first("sure-open", () => fill(saved), false);
    else fill(saved);
  }

  async function copy() {
    const answers = written.read().map(({ label, text }) => `${label}\n${text.trim()}`);
    const text = [exercise.title, exercise.document.title, ...answers].join("\n\n");
    try {
      await navigator.clipboard.writeText(text);
      tell("copied");
    } catch {
      copied.hidden = false;
      copied.value = text;
      copied.focus();
      copied.select();
      tell("not-copied");
    }
  }

  function forget() {
    for (const form of all) form.clear();
    show("");
    tell("forgotten");
    choices.values().next().value?.focus();
  }

  const copying = act("copy", copy);
  const copied = make("textarea", { rows: "6", readonly: "", hidden: "" });
  const hidden = said(make("p", { class: "kit-note" }), "hidden");
  const tools = make(
    "div",
    {},
    said(make("p", { class: "kit-note" }), "drops"),
    hidden,
    make(
      "div",
      { class: "kit-actions" },
      act("save", saveThis, true),
      copying,
      act("print", () => print()),
      act("next-person", () => first("sure-all", forget, false))
    ),
    make("div", { class: "kit-prompt" }, copied)
  );
  const picked = make("input", { type: "file", accept: ".json,application/json" });
  picked.addEventListener("change", open);
  const opening = make("label", { class: "kit-select" }, said(make("span"), "open"), picked);

  function translate() {
    status.textContent = "";
    answered();
    for (const [made, key] of words) made.textContent = say(key);
    for (const [id, name] of names)
      name.textContent = forms.has(id)
        ? say("prepare", { side: nameOf(id) })
        : id === "document"
          ? exercise.document.title
          : say(id);
    copied.setAttribute("aria-label", say("copy"));
    ask.setAttribute("aria-label", say("yes-forget"));
  }

  /** @param {BeforeUnloadEvent} event */
  function warn(event) {
    if (all.some((form) => form.unsaved())) event.preventDefault();
  }
  /** Who comes back to the page may be somebody else. @param {PageTransitionEvent} event */
  function returned({ persisted }) {
    if (persisted) forget();
  }
  /** Paper has none of the tools, and the whole guide before something is chosen. @param {boolean} on */
  function paper(on) {
    for (const each of [where, opening, status]) each.hidden = on;
    if (!at) for (const part of parts.values()) part.hidden = !on;
    if (!at) for (const form of forms.values()) form.box.hidden = !on;
    if (on) tools.hidden = true;
    else show(at);
  }
  const onPaper = () => paper(true);
  const onScreen = () => paper(false);

  /** @type {HTMLElement} */ (parts.get("about")).after(where, opening, ask, status);
  translate();
  show("");
  root.classList.add("kit-live");
  addEventListener("beforeunload", warn);
  addEventListener("pageshow", returned);
  addEventListener("beforeprint", onPaper);
  addEventListener("afterprint", onScreen);
  const end = () => {
    removeEventListener("beforeunload", warn);
    removeEventListener("pageshow", returned);
    removeEventListener("beforeprint", onPaper);
    removeEventListener("afterprint", onScreen);
  };
  return Object.assign(end, { translate });
}

export default { render };
