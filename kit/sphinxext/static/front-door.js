// Leads from the top of a site to the reader's language; what follows ? and # comes along.
(() => {
  const links = [
    .../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[hreflang]"))
  ];
  /** @type {Record<string, string[]>} */
  const near = { no: ["nb", "nn"], nb: ["nb", "nn"], nn: ["nn", "nb"], da: ["nb", "nn"] };

  /** @param {HTMLAnchorElement} link */
  const go = (link) => location.replace(link.href + location.search + location.hash);

  for (const wanted of navigator.languages) {
    const short = wanted.replace(/-.*/, "");
    for (const language of [wanted, short, ...(near[short] ?? [])]) {
      const link = links.find((other) => other.hreflang === language);
      if (link) {
        go(link);
        return;
      }
    }
  }
  if (links[0]) go(links[0]);
})();
