/** @param {{ model: { get(key: string): any }, el: HTMLElement }} props */
function render({ model, el }) {
  if (!el.firstElementChild) el.innerHTML = model.get("html");
  const root = el.closest(".kit-exercise") ?? el.querySelector(".kit-exercise") ?? el;
  const said = root.querySelector(".kit-dilemma-said");
  root.querySelector(".kit-dilemma")?.addEventListener("change", ({ target }) => {
    const way = model.get("exercise").ways.find((/** @type {any} */ { id }) => id === target.value);
    said.textContent = model.get("strings").chosen.replace("{way}", way.text);
  });
  root.classList.add("kit-live");
}

export default { render };
