// The words around a hit: without the marks that say whose words they are, and cut between words.
addEventListener("DOMContentLoaded", () => {
  const { htmlToText, makeSearchSummary } = Search;
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const mark of page.querySelectorAll(".kit-own, .kit-origin, .kit-untranslated, nav"))
      mark.remove();
    for (const block of page.querySelectorAll(":is(p, li, h1, h2, h3, h4, h5, dt, dd, td, th)"))
      block.append(" ");
    return htmlToText(page.documentElement.outerHTML, anchor);
  };
  Search.makeSearchSummary = (...found) => {
    const summary = makeSearchSummary(...found);
    if (summary) {
      const words = summary.textContent.replace(/^\.\.\.\S*/, "…").replace(/\S*\.\.\.$/, "…");
      summary.textContent = words.replace(/\s+/g, " ").trim();
    }
    return summary;
  };
});
