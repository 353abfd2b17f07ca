/** @typedef {{ input: HTMLInputElement, say(key?: string): void, clear(): void }} Field */

const BUSY = ["#looking", "#looking-again", "#taking-back", "#taken-back"];

/**
 * The field for a code that a page has in a box, shown now that it can be used.
 * @param {HTMLElement} box @param {(key: string) => string} t @param {(text: string) => void} use
 * @returns {Field}
 */
export function codeField(box, t, use) {
  const form = /** @type {HTMLFormElement} */ (box.querySelector("form"));
  const [fields, said] = /** @type {HTMLCollectionOf<HTMLElement>} */ (form.children);
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  let saying = "";
  /** Say something below the field; without a key the same once more. */
  const say = (key = saying) => {
    saying = key;
    if (said) said.textContent = key && t(key);
    input.setAttribute("aria-invalid", `${!!key && !BUSY.includes(key)}`);
  };
  if (fields) fields.hidden = false;
  form.onsubmit = (event) => {
    event.preventDefault();
    use(input.value);
  };
  /** Forget what was typed and said. */
  const clear = () => {
    input.value = "";
    say("");
  };
  return { input, say, clear };
}
