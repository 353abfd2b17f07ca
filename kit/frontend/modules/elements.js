/**
 * Elements, for every module. What a module imports the build puts into it: a page that is opened from
 * a disk cannot load a second file, nor can a notebook.
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children strings become text, never HTML
 */
export function make(tag, attributes = {}, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  el.append(...children);
  return el;
}

/** Say something where it is not said already: what stays is not laid out anew. @param {Element} el @param {string} text */
export function setText(el, text) {
  if (el.textContent !== text) el.textContent = text;
}

/** @param {string} text @param {() => void} action @param {string} [look] */
export function button(text, action, look = "kit-button") {
  const el = make("button", { type: "button", class: look }, text);
  el.addEventListener("click", action);
  return el;
}
