// Reloads the page when the book was rebuilt, and leaves the author where they were; shows what is
// wrong while it cannot be. Served by `kit serve` only; a published book does not have it.

const { part = "", build = "" } = document.currentScript?.dataset ?? {};
const PLACE = `kit-place ${location.pathname}`;

/** Keep where the author is, until this tab has loaded the page again. */
function keepPlace() {
  const folds = [...document.querySelectorAll("details")].map((fold) => fold.open);
  sessionStorage.setItem(PLACE, JSON.stringify({ x: scrollX, y: scrollY, folds }));
}

function findPlace() {
  const text = sessionStorage.getItem(PLACE);
  if (text === null) return;
  sessionStorage.removeItem(PLACE);
  const kept = /** @type {{ x: number, y: number, folds: boolean[] }} */ (JSON.parse(text));
  const folds = document.querySelectorAll("details");
  // With a fold more or less, nobody knows which is which.
  if (folds.length === kept.folds.length) {
    folds.forEach((fold, place) => (fold.open = kept.folds[place] ?? false));
  }
  scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
}

/** @param {string[]} problems */
function showProblems(problems) {
  document.getElementById("kit-problems")?.remove();
  if (problems.length === 0) return;
  const box = document.createElement("div");
  box.id = "kit-problems";
  box.setAttribute("role", "alert");
  box.style.cssText =
    "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;z-index:9999;" +
    "padding:1rem;background:#1f1d1a;color:#f6f1e7;border-top:4px solid #d9a441";
  const text = document.createElement("pre");
  text.style.cssText = "margin:0;white-space:pre-wrap;background:none;color:inherit";
  text.textContent = problems.join("\n");
  box.append(text);
  document.body.append(box);
}

// By now the forms have their height: scripts that are deferred run in order, and this one is last.
findPlace();

const source = new EventSource(`/_kit/events?part=${encodeURIComponent(part)}&build=${build}`);
source.addEventListener("reload", () => {
  source.close();
  keepPlace();
  location.reload();
});
source.addEventListener("problems", (event) => {
  showProblems(/** @type {{ problems: string[] }} */ (JSON.parse(event.data)).problems);
});
