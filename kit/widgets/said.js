/**
 * One sentence in a live region: what a tool has done is seen and read aloud.
 */

import { make } from "../frontend/modules/elements.js";
import { keepKeys } from "../frontend/modules/keys.js";

/** @typedef {import("../frontend/modules/offering.js").Model} Model */

/** @param {{ model: Model, el: HTMLElement }} view */
function render({ model, el }) {
  const said = make("p", { class: "kit-said", role: "status" });
  el.append(said);

  const show = () => {
    said.textContent = model.get("value");
  };

  model.on("change:value", show);
  const giveBackKeys = keepKeys(() => el.closest(".kit-tool"));
  show();
  return () => {
    model.off("change:value", show);
    giveBackKeys();
  };
}

export default { render };
