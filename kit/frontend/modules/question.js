import { button, make } from "./elements.js";

/** @param {...Node} buttons */
export const row = (...buttons) => make("div", { class: "kit-actions" }, ...buttons);

/**
 * A button that asks first whether it is meant; returns it, and its question, to be put below it.
 * @param {string[]} words what it says, what is asked, and the answers yes and no
 * @param {() => void} act @param {() => boolean} unsure whether to ask at all
 */
export function question([name = "", text = "", yes = "", no = ""], act, unsure = () => true) {
  /** @param {boolean} open */
  const ask = (open) => {
    el.hidden = !open;
    asking.hidden = open;
    (open ? stay : asking).focus();
  };
  const asking = button(name, () => (unsure() ? ask(true) : act()));
  const stay = button(no, () => ask(false));
  const go = button(yes, () => {
    ask(false);
    act();
  });
  const el = make(
    "div",
    { class: "kit-ask", role: "group", "aria-label": name, hidden: "" },
    make("p", {}, text),
    row(go, stay)
  );
  return /** @type {[HTMLElement, HTMLElement]} */ ([asking, el]);
}
