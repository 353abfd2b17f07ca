// Keeps fresh whether there are enough answers. Only what changed is written, so that a screen
// reader says it once; what was said before is kept nowhere.
const EVERY = 8000;
// A screen in the room asks each second for two words, and for the page when they change.
const GLANCE = 700;
const glanced = /** @type {HTMLElement | null} */ (document.querySelector("[data-glance]"));
let seen = "";

async function look() {
  if (document.hidden) return;
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    // A screen in the room that was ended is told so with 401.
    if (!response.ok && response.status !== 401) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
      const now = fresh.getElementById(part.id);
      // Whoever is on a link in there is not to lose it.
      if (now && now.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) {
        part.replaceChildren(...now.childNodes);
      }
    }
  } catch {
    // No network right now; the next look will tell.
  }
}

async function glance() {
  try {
    const response = document.hidden ? null : await fetch(glanced?.dataset.glance ?? "");
    // Only an answer about the screen counts: a server that is being started anew has none.
    const told = response?.ok ? await response.text() : response?.status === 401 ? "ended" : seen;
    // A meeting that is run from the leader's phone has a page of its own.
    if (response?.ok && JSON.parse(told).led) location.reload();
    if (told !== seen) await look();
    seen = told;
  } catch {
    // As above.
  }
  setTimeout(glance, GLANCE);
}

if (glanced) void glance();
else setInterval(look, EVERY);
