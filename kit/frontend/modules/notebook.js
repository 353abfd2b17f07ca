/**
 * Runs the module of a form in a notebook. Where its answers can be sent, the module gets a model that
 * lives in memory, so that nothing of theirs reaches the kernel; without, the widget's own.
 */

import { keepKeys } from "./keys.js";

/** @typedef {import("./offering.js").FormModule} FormModule */
/** @typedef {import("./offering.js").Model} Model */

/** @param {FormModule} form @param {typeof import("./offering.js").default} run @returns {FormModule} */
function notebook(form, run) {
  /** @param {Model} model @param {Element} el */
  function runApart(model, el) {
    el.innerHTML = model.get("html");
    const [exercise, strings, sends, join] = ["exercise", "strings", "sends", "join"].map((key) =>
      structuredClone(model.get(key))
    );
    const sending = URL.createObjectURL(
      new Blob([model.get("sending")], { type: "text/javascript" })
    );
    return run(form, { exercise, strings, sends, join, sending }, el, false);
  }

  return {
    render(props) {
      const { model, el } = props;

      /**
       * JupyterLab forbids a new line in every field of a cell; then Enter would not send a code.
       * @param {InputEvent} event
       */
      function keepLine(event) {
        if (event.target instanceof Element && el.contains(event.target))
          event.stopImmediatePropagation();
      }

      const giveBackKeys = keepKeys(() => el);
      addEventListener("beforeinput", keepLine, true);
      const end = model.get("sends")?.collector ? runApart(model, el) : form.render(props);
      return () => {
        end?.();
        giveBackKeys();
        removeEventListener("beforeinput", keepLine, true);
      };
    }
  };
}

export default notebook;
