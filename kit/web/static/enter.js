// The link's secret stands after #, so that no server, log or referrer ever sees it. It is taken
// out of the address bar at once and exchanged for a cookie.
const told = /** @type {HTMLElement} */ (document.getElementById("entering"));

/** Say what stands in the page for it, in the language that it is in. @param {"busy" | "failed"} what */
function tell(what) {
  const words = /** @type {HTMLTemplateElement} */ (document.getElementById(what));
  told.replaceChildren(words.content.cloneNode(true));
}

/** @param {string} value */
async function enter(value) {
  tell("busy");
  try {
    const response = await fetch("/collect/v1/visits", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ secret: value })
    });
    if (response.ok) {
      const { place } = await response.json();
      location.replace(`/collect/${place}${location.search}`);
      return;
    }
  } catch {
    // Told below, like a link that is not known.
  }
  tell("failed");
  document.getElementById("secret")?.focus();
}

function take() {
  const secret = location.hash.slice(1);
  if (!secret) return;
  history.replaceState(null, "", location.pathname + location.search);
  void enter(secret);
}

// Whoever comes back to this page, perhaps on a shared phone, finds no code in it.
addEventListener("pageshow", () => {
  for (const form of document.forms) form.reset();
});
take();
addEventListener("hashchange", take);
