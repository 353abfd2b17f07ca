// Reloads the page when the book was rebuilt; shows what is wrong while it cannot be.
// Served by `kit serve` only; a published book does not have it.

const build = document.currentScript?.dataset.build ?? "";
const source = new EventSource(`/_kit/events?build=${build}`);

source.addEventListener("reload", () => location.reload());

source.addEventListener("problems", (event) => {
  const { problems } = /** @type {{ problems: string[] }} */ (JSON.parse(event.data));
  const old = document.getElementById("kit-problems");
  if (old) old.remove();
  const box = document.createElement("div");
  box.id = "kit-problems";
  box.setAttribute("role", "alert");
  const style = box.style;
  style.cssText =
    "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;z-index:9999;" +
    "padding:1rem;background:#1f1d1a;color:#f6f1e7;border-top:4px solid #d9a441";
  const text = document.createElement("pre");
  text.style.cssText = "margin:0;white-space:pre-wrap;background:none;color:inherit";
  text.textContent = problems.join("\n");
  box.append(text);
  document.body.append(box);
});
