/**
 * One sentence in a live region: what a tool has done is seen and read aloud.
 *
 * @typedef {object} Model
 * @property {(key: string) => any} get
 * @property {(events: string, listener: () => void) => void} on
 * @property {(events: string, listener: () => void) => void} off
 */

/** @param {{ model: Model, el: HTMLElement }} view */
function render({ model, el }) {
  const said = document.createElement("p");
  said.className = "kit-said";
  said.setAttribute("role", "status");
  el.append(said);

  const show = () => {
    said.textContent = model.get("value");
  };

  /**
   * In JupyterLab arrows and letters are commands to the notebook. In a tool they belong to the
   * tool; Ctrl+S and its like stay commands.
   * @param {KeyboardEvent} event
   */
  const keepKeys = ({ target, ctrlKey, metaKey, altKey }) => {
    if (!(target instanceof Element) || !el.closest(".kit-tool")?.contains(target)) return;
    target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey && !altKey);
  };

  model.on("change:value", show);
  // Before JupyterLab, which listens at the document.
  addEventListener("keydown", keepKeys, true);
  show();
  return () => {
    model.off("change:value", show);
    removeEventListener("keydown", keepKeys, true);
  };
}

export default { render };
