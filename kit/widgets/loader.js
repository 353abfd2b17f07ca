/**
 * Bring a widget to life with a module and a style sheet that are kept once for all widgets: in
 * the kernel, in the page, and in a notebook that is saved with its widgets.
 *
 * @typedef {object} Model
 * @property {(key: string) => any} get
 * @property {{ get_model: (id: string) => Promise<Model> }} widget_manager
 */

const REFERENCE = "IPY_MODEL_";

/** @typedef {{ modules: Map<string, Promise<any>>, styles: Set<string> }} Kept */

/** Modules by their text, and the style sheets that the page has; shared by all copies of this. */
const page = /** @type {{ [key: symbol]: Kept }} */ (/** @type {unknown} */ (globalThis));
const KEPT = Symbol.for("workshop-kit");
page[KEPT] ??= { modules: new Map(), styles: new Set() };
const kept = page[KEPT];

/**
 * @param {Model} model
 * @param {string} key
 * @returns {Promise<string>}
 */
async function read(model, key) {
  const asset = await model.widget_manager.get_model(model.get(key).slice(REFERENCE.length));
  return asset.get("text");
}

/** @param {string} source */
function load(source) {
  if (!kept.modules.has(source)) {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const loading = import(address).finally(() => URL.revokeObjectURL(address));
    kept.modules.set(source, loading);
  }
  return /** @type {Promise<any>} */ (kept.modules.get(source));
}

/** @param {string} css */
function wear(css) {
  if (kept.styles.has(css)) return;
  kept.styles.add(css);
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
}

/** @param {{ model: Model, el: HTMLElement }} view */
async function render({ model, el }) {
  const [source, css] = await Promise.all([read(model, "module"), read(model, "look")]);
  wear(css);
  const { default: widget } = await load(source);
  return widget.render({ model, el });
}

export default { render };
