// Looks for the front page in the folder of the address that was asked for, and in those above.
(async () => {
  const hidden = document.querySelectorAll(".kit-way[hidden]");
  const ways = [.../** @type {NodeListOf<HTMLElement>} */ (hidden)];
  const front = ways[0]?.dataset.front;
  if (!front) return;
  const folders = location.pathname.split("/").slice(0, -1).filter(Boolean);
  for (let depth = folders.length; depth >= 0; depth--) {
    const top = ["", ...folders.slice(0, depth), ""].join("/");
    const found = await fetch(top + front, { method: "HEAD" });
    if (!found.ok) continue;
    for (const way of ways) {
      way.querySelector("a")?.setAttribute("href", top + way.dataset.front);
      way.hidden = false;
    }
    return;
  }
})();
