/** @typedef {import("./offering.js").Model} Model */

/**
 * Return the exercise that a module runs in; a notebook has nothing of it yet.
 * @param {HTMLElement} el @param {Model} model @returns {HTMLElement}
 */
export function place(el, model) {
  if (!el.firstElementChild) el.innerHTML = model.get("html");
  return el.closest(".kit-exercise") ?? el.querySelector(".kit-exercise") ?? el;
}
