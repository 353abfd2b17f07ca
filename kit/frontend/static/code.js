// A button on every piece of code that puts it on the clipboard, where the browser allows that.
(() => {
  const article = document.querySelector("[data-copy]");
  if (!(article instanceof HTMLElement) || !navigator.clipboard) return;
  const { copy = "", copied = "" } = article.dataset;
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
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(typed(code));
      button.textContent = copied;
      setTimeout(() => (button.textContent = copy), LASTS);
    });
    block.append(button);
  }
})();
