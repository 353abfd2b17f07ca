// Prints the slips, and shows them to nobody who comes back to this page later.
const button = /** @type {HTMLButtonElement} */ (document.querySelector("[data-print]"));
button.hidden = false;
button.addEventListener("click", () => print());
addEventListener("pagehide", () => document.querySelector("main")?.replaceChildren());
