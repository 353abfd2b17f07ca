// A button on every piece of code that puts it on the clipboard. Where the browser does not allow
// that, it says so and marks the code, so that the reader can copy it.
(() => {
  const article = document.querySelector("[data-copy]");
  if (!(article instanceof HTMLElement)) return;
  const { copy = "", copied = "", refused = "" } = article.dataset;
  const LASTS = 2000;

  /**
   * What a reader would type: neither line numbers nor the prompt of a console.
   * @param {Element} code
   */
  const typed = (code) => {
    const clean = /** @type {Element} */ (code.cloneNode(true));
    for (const extra of clean.querySelectorAll(".linenos, .gp")) extra.remove();
    return (clean.textContent || "").replace(/\n$/, "");
  };

  for (const block of article.querySelectorAll("div.highlight")) {
    const code = block.querySelector("td.code pre") || block.querySelector("pre");
    if (!code) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kit-copy";
    button.setAttribute("aria-live", "polite");
    button.textContent = copy;
    const told = document.createElement("p");
    told.className = "kit-not-copied";
    told.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      told.textContent = "";
      try {
        // Where the page is not secure there is no clipboard at all.
        await navigator.clipboard.writeText(typed(code));
      } catch {
        getSelection()?.selectAllChildren(code);
        told.textContent = refused;
        return;
      }
      button.textContent = copied;
      setTimeout(() => (button.textContent = copy), LASTS);
    });
    block.append(button, told);
  }
})();
