/**
 * The page on which a team writes what it agrees on where no service keeps it: it lives in the fields and
 * in a file that somebody saves and opens again. Nothing is sent, and nothing stays in the browser.
 */

import { followUp } from "./agreement-again.js";
import { takeAlong } from "./agreement-along.js";
import { faults, LENGTHS, MOST_MEASURES, questions } from "./agreement-faults.js";
import { readFile, whole, writeFile } from "./agreement-file.js";
import { agreementForm, today } from "./agreement-form.js";
import { download } from "./download.js";
import { button, make, setText } from "./elements.js";
import { saying } from "./saying.js";

/** @typedef {import("./offering.js").Model} Model */
/** @typedef {import("./agreement-file.js").Agreement} Agreement */
/** @typedef {import("./agreement-form.js").Placed} Placed */
/** @typedef {{ areas: Record<string, string>, exercises: Record<string, string>, workshops: Record<string, string>, of: Record<string, string> }} Titles the last says which area a workshop is about */

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
  const say = saying(model.get("strings"));
  const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (el.querySelector(name));
  const form = agreementForm(el);
  const file = /** @type {HTMLInputElement} */ (find(".kit-agreed-file"));
  const told = make("div", { class: "kit-ask kit-errors", tabindex: "-1", hidden: "" });
  const again = followUp(find(".kit-agreed-due"), form, say, note);
  const said = make("p", { class: "kit-note", role: "status" });
  const state = make("p", { class: "kit-unsaved" });
  const along = takeAlong(
    find(".kit-agreed-out"),
    form,
    () => Object.values(model.get("exercise").areas),
    say,
    () => /** @type {HTMLElement} */ (el.querySelector('[name="next"]')).focus()
  );
  const add = button("", () => {
    form.add().focus();
    note();
  });
  const full = make("p", { class: "kit-note" });
  const save = button("", () => keep(false), "kit-button kit-button--primary");
  const using = [...el.querySelectorAll("[data-suggestion]")].map((each) => {
    const text = () => each.querySelector("span")?.textContent ?? "";
    const use = button("", () => {
      form.add(text()).focus();
      note();
    });
    each.append(use);
    return { use, text };
  });
  /** What the file has that was saved or opened last. */
  let saved = "";
  /** @type {(() => void) | undefined} says anew what was said, in another language */
  let resay;

  const now = () => writeFile(form.read());
  const isSaved = () => now().replace(/"language": .*/, "") === saved.replace(/"language": .*/, "");

  /** Say how it stands: what is written, and whether a file has it. */
  function note() {
    state.hidden = isSaved();
    setText(state, say("unsaved"));
    add.hidden = !form.room();
    full.hidden = form.room();
    const full_ = !form.room() && form.read().measures.length >= MOST_MEASURES;
    for (const { use } of using) use.hidden = full_;
    said.textContent = "";
  }

  /** @param {Element} place @param {Node[]} parts @param {() => void} anew */
  function ask(place, parts, anew) {
    place.before(told);
    told.replaceChildren(...parts);
    told.hidden = false;
    resay = anew;
    told.focus();
  }

  function answered() {
    told.hidden = true;
    told.replaceChildren();
    resay = undefined;
  }

  /** @param {Placed} found */
  function words({ field, fault }) {
    if (!fault) return say("a-name");
    return say(`fault-${fault}`, { most: LENGTHS[field] ?? 0, measures: MOST_MEASURES });
  }

  /** Save it to a file; what is missing, or may be a name, is asked about once. @param {boolean} meant */
  function keep(meant) {
    const agreement = form.read();
    const wrong = meant ? [] : [...form.noDays(), ...form.placed(faults(agreement))];
    const asked = wrong.length || meant ? [] : form.placed(questions(agreement));
    const found = [...wrong, ...asked];
    form.mark(found.map((each) => [each, words(each)]));
    if (found.length) return void missing(found);
    answered();
    saved = writeFile(agreement);
    download(`measures-${agreement.agreed}.json`, "application/json", saved);
    note();
    said.textContent = say("saved");
  }

  /** @param {Placed[]} found */
  function missing(found) {
    const links = found.map((each) =>
      make("li", {}, make("a", { href: `#${each.el?.id ?? ""}` }, words(each)))
    );
    links.forEach((link, n) => {
      link.addEventListener("click", (event) => {
        // The address stays as it is: it says where this comes from.
        event.preventDefault();
        found[n]?.el?.focus();
      });
    });
    const anyway = button(say("save-anyway"), () => keep(true));
    const acts = make("div", { class: "kit-actions" }, anyway);
    ask(state, [make("h2", {}, say("not-saved")), make("ul", {}, ...links), acts], () => {
      form.mark(found.map((each) => [each, words(each)]));
      missing(found);
    });
  }

  async function open() {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    file.value = "";
    /** @type {ReturnType<typeof readFile>} */
    let found;
    try {
      // Only so much is read as shows that it is too large.
      found = readFile(new Uint8Array(await chosen.slice(0, 300_000).arrayBuffer()));
    } catch {
      found = { unreadable: "not-ours" };
    }
    if ("unreadable" in found) return refuse(found.unreadable);
    const { agreement } = found;
    if (isSaved()) return show(agreement);
    replace(agreement);
  }

  /** @param {string} reason */
  function refuse(reason) {
    ask(find(".kit-agreed-due"), [make("p", {}, say(`unreadable-${reason}`))], () =>
      refuse(reason)
    );
  }

  /** @param {Agreement} agreement */
  function replace(agreement) {
    const yes = button(say("replace-yes"), () => show(agreement));
    const no = button(say("replace-no"), () => {
      answered();
      file.focus();
    });
    const acts = make("div", { class: "kit-actions" }, no, yes);
    ask(find(".kit-agreed-due"), [make("p", {}, say("replace")), acts], () => replace(agreement));
  }

  /** @param {Agreement} agreement */
  function show(agreement) {
    answered();
    form.mark([]);
    form.show(agreement);
    saved = now();
    again.show(agreement);
    note();
    said.textContent = say("opened");
    if (find(".kit-agreed-due").hidden) form.inRow(0, "text").focus();
  }

  /** @param {BeforeUnloadEvent} event */
  function warn(event) {
    if (!isSaved()) event.preventDefault();
  }

  function label() {
    setText(add, say("add"));
    setText(save, say("save"));
    along.label();
    setText(full, say("most", { most: MOST_MEASURES }));
    for (const { use, text } of using) {
      setText(use, say("use"));
      use.setAttribute("aria-label", say("use-it", { text: text() }));
    }
  }

  /** Where this comes from, by the id in the address. */
  function origin() {
    /** @type {Titles} */
    const { areas, exercises, workshops, of } = model.get("exercise");
    const given = new URLSearchParams(location.hash.slice(1));
    const [workshop = "", exercise = "", said = ""] = ["workshop", "exercise", "area"].map(
      (name) => given.get(name) ?? ""
    );
    const title = (/** @type {Record<string, string>} */ known, /** @type {string} */ id) =>
      Object.hasOwn(known, id) ? (known[id] ?? "") : "";
    const id = said || title(of, workshop) || exercise.split("/")[0] || "";
    const area = title(areas, id);
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (el.querySelectorAll("[data-area]")))
      part.hidden = Boolean(area) && part.dataset.area !== id;
    return { area, exercise: title(exercises, exercise), workshop: title(workshops, workshop) };
  }

  function translate() {
    form.translate();
    again.translate();
    label();
    note();
    resay?.();
  }

  find(".kit-agreed-measures").after(make("div", { class: "kit-actions" }, add), full);
  find("form").append(state, make("div", { class: "kit-actions" }, save), said);
  form.show(whole({ agreed: today(), language: document.documentElement.lang, origin: origin() }));
  saved = now();
  label();
  note();
  find("form").addEventListener("submit", (event) => event.preventDefault());
  el.addEventListener("input", (event) => {
    if (event.target !== file && event.target !== along.initials) note();
  });
  file.addEventListener("change", () => void open());
  addEventListener("beforeunload", warn);
  const end = () => {
    removeEventListener("beforeunload", warn);
    along.end();
  };
  return Object.assign(end, { translate });
}

export default { render };
