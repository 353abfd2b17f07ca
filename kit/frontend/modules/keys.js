/**
 * In JupyterLab arrows, letters and the space bar are commands to the notebook; in a form or a tool
 * they choose answers and press buttons. Ctrl+S and its like stay commands.
 * @param {() => Element | null} place where keys are kept
 * @returns {() => void} what gives them back
 */
export function keepKeys(place) {
  /** @param {KeyboardEvent} event */
  const keep = ({ target, ctrlKey, metaKey, altKey }) => {
    if (!(target instanceof Element) || !place()?.contains(target)) return;
    target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey && !altKey);
  };
  // Before JupyterLab, which listens at the document.
  addEventListener("keydown", keep, true);
  return () => removeEventListener("keydown", keep, true);
}
