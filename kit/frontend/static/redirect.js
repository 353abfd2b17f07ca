// Leads from an address to where its page is, and takes along what follows ? and #: a code to join
// with stands there, and a browser that is led on by <meta http-equiv="refresh"> would lose it.
(() => {
  const { to = "" } = document.currentScript?.dataset ?? {};
  const page = new URL(to, location.href);
  if (location.search) page.search = location.search;
  if (location.hash) page.hash = location.hash;
  location.replace(page);
})();
