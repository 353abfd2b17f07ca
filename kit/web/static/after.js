// The code stands after #, so that no server, log or referrer ever sees it. It is taken out of the
// address bar at once and sent in the body of the form.
const input = /** @type {HTMLInputElement | null} */ (document.getElementById("code"));

function take() {
  const code = location.hash.slice(1);
  if (!input?.form || !code || code === "main") return;
  history.replaceState(null, "", location.pathname + location.search);
  input.value = decodeURIComponent(code);
  input.form.requestSubmit();
}

take();
addEventListener("hashchange", take);
