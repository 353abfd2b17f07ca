/** Fields of one form of a conversation: read, filled from a file, forgotten. They grow with the words. */

import { make } from "./elements.js";

/** @typedef {import("./conversation-file.js").Answer} Answer */

/** @param {HTMLFormElement} form in a box of its own */
export function conversationForm(form) {
  const list = /** @type {HTMLElement} */ (form.querySelector("ol"));
  const fields = () => [...form.querySelectorAll("textarea")];
  let changed = false;

  /** @param {HTMLTextAreaElement} field */
  function follow(field) {
    field.style.height = "auto";
    // One that is not shown has no height yet.
    field.style.height = field.scrollHeight ? `${field.scrollHeight + 4}px` : "";
    if (field.nextElementSibling) field.nextElementSibling.textContent = field.value;
  }

  /** On paper a field shows only what fits its frame; this shows all of it. @param {HTMLTextAreaElement} field */
  const mirrored = (field) => field.after(make("div", { class: "kit-written" }));

  /** Text for a question that this page no longer asks. @param {Answer} answer */
  function more({ id, label }) {
    const field = make("textarea", { name: id, rows: "4", placeholder: " " });
    const question = make("span", { class: "kit-question" }, label);
    list.append(
      make("li", { class: "kit-prompt", "data-more": "" }, make("label", {}, question, field))
    );
    mirrored(field);
    return field;
  }

  function clear() {
    for (const extra of form.querySelectorAll("[data-more]")) extra.remove();
    form.reset();
    changed = false;
    fields().forEach(follow);
  }

  fields().forEach(mirrored);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    changed = true;
    if (target instanceof HTMLTextAreaElement) follow(target);
  });

  return {
    /** What holds it. */
    box: /** @type {HTMLElement} */ (form.parentElement),
    clear,
    follow: () => fields().forEach(follow),
    /** @returns {Answer[]} */
    read: () =>
      fields().map(({ name, value, parentElement }) => ({
        id: name,
        label: parentElement?.querySelector(".kit-question")?.textContent?.trim() ?? "",
        text: value
      })),
    /** @param {Answer[]} answers */
    fill(answers) {
      clear();
      for (const answer of answers) {
        const known = fields().find(({ name }) => name === answer.id);
        if (known || answer.text) (known ?? more(answer)).value = answer.text;
      }
      fields().forEach(follow);
    },
    written: () => fields().some(({ value }) => value.trim()),
    unsaved: () => changed && fields().some(({ value }) => value.trim()),
    saved() {
      changed = false;
    }
  };
}
