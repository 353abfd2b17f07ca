// Keeps fresh whether there are enough answers. Only what changed is written, so that a screen
// reader says it once; what was said before is kept nowhere.
const EVERY = 8000;

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

setInterval(look, EVERY);
