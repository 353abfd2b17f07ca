/** @param {{ model: { get(key: string): any }, el: HTMLElement, offer?: Function }} props */
function render({ model, el, offer }) {
  if (!el.firstElementChild) el.innerHTML = model.get("html");
  const root = el.closest(".kit-exercise") ?? el.querySelector(".kit-exercise") ?? el;
  const form = root.querySelector(".kit-dilemma");
  const said = root.querySelector(".kit-dilemma-said");

  function show() {
    const way = model.get("exercise").ways.find(({ id }) => id === form.elements.way.value);
    said.textContent = way ? model.get("strings").chosen.replace("{way}", way.text) : "";
  }

  /** What somebody has answered about us here: the id of a category by the id of an item. */
  function answers() {
    const chosen = model.get("exercise").items.map((id) => [id, form.elements[id].value]);
    return Object.fromEntries(chosen.filter(([, category]) => category));
  }

  form.addEventListener("change", show);
  root.classList.add("kit-live");
  // There is an `offer` where the book has a collector and the exercise something to send.
  offer?.({ answers, clear: show });
  return Object.assign(() => {}, { translate: show });
}

export default { render };
