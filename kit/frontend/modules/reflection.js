/**
 * Reflection: fields that grow, and what is written in the reader's own hands. The words stay in
 * the fields; the model never sees them.
 */

import { button, make } from "./elements.js";
import { place } from "./place.js";

/** @typedef {import("./offering.js").Model} Model */

/** @param {string} name @param {string} text */
function download(name, text) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {{ model: Model, el: HTMLElement }} props */
function render({ model, el }) {
  const root = place(el, model);
  /** @type {{ id: string, title: string, prompts: { id: string, text: string }[] }} */
  const exercise = model.get("exercise");
  /** @type {Record<string, string>} */
  const strings = model.get("strings");
  const form = /** @type {HTMLFormElement} */ (root.querySelector(".kit-prompts"));
  const fields = [...form.querySelectorAll("textarea")];
  let saved = true;

  /** @param {string} key */
  const t = (key) => strings[key] ?? key;
  const said = make("div", { class: "kit-said", role: "status" });

  // On paper a field shows only what fits its frame; this shows all of it.
  for (const field of fields) field.after(make("div", { class: "kit-written" }));

  /** @param {HTMLTextAreaElement} field */
  function follow(field) {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 4}px`;
    if (field.nextElementSibling) field.nextElementSibling.textContent = field.value;
  }

  function save() {
    const parts = exercise.prompts.map(({ id, text }) => {
      const field = fields.find(({ name }) => name === id);
      return `${text}\n\n${field?.value.trim() ?? ""}`.trim();
    });
    download(
      `${exercise.id.replace("/", "-")}.txt`,
      `${exercise.title}\n\n${parts.join("\n\n\n")}\n`
    );
    saved = true;
    said.textContent = t("saved");
  }

  function forget() {
    form.reset();
    fields.forEach(follow);
    saved = true;
    leave();
    said.textContent = t("forgotten");
  }

  function leave() {
    question.hidden = true;
    asking.hidden = false;
    asking.focus();
  }

  const asking = button("", () => {
    said.textContent = "";
    asking.hidden = true;
    question.hidden = false;
    stay.focus();
  });
  const stay = button("", leave);
  const sure = make("p");
  const yes = button("", forget);
  const question = make(
    "div",
    { class: "kit-ask", role: "group" },
    sure,
    make("div", { class: "kit-actions" }, yes, stay)
  );
  question.hidden = true;
  const keeping = button("", save, "kit-button kit-button--primary");
  const printing = button("", () => print());

  /** Say everything, in the language that the words are in now. */
  function translate() {
    said.textContent = "";
    /** @type {[Element, string][]} */
    const words = [
      [asking, "forget"],
      [stay, "keep"],
      [sure, "sure"],
      [yes, "yes-forget"],
      [keeping, "save"],
      [printing, "print"]
    ];
    for (const [el, key] of words) el.textContent = t(key);
    question.setAttribute("aria-label", t("forget"));
  }

  /** @param {BeforeUnloadEvent} event */
  function warn(event) {
    if (!saved && fields.some(({ value }) => value.trim())) event.preventDefault();
  }

  form.addEventListener("input", ({ target }) => {
    saved = false;
    said.textContent = "";
    if (target instanceof HTMLTextAreaElement) follow(target);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeunload", warn);
  if (fields.length) {
    translate();
    form.append(make("div", { class: "kit-actions" }, keeping, printing, asking), question, said);
  }
  root.classList.add("kit-live");
  return Object.assign(() => removeEventListener("beforeunload", warn), { translate });
}

export default { render };
