// The page of a book: the choice of colours, and what CSS alone cannot keep open or scroll.
// It stands in the head and blocks, so that the first paint already has the right colours.
// Everything works without it, apart from the choice.
(() => {
  const KEY = "kit-colours";
  const CHOICES = ["system", "light", "dark"];
  const device = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;

  /** @returns {string} the reader's choice; a browser that keeps nothing says "system" */
  const kept = () => {
    try {
      const choice = localStorage.getItem(KEY) || "";
      return CHOICES.includes(choice) ? choice : "system";
    } catch {
      return "system";
    }
  };

  /** @param {string} choice */
  const keep = (choice) => {
    try {
      if (choice === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch {
      // The choice then lasts as long as the page.
    }
  };

  /** @param {string} choice */
  const show = (choice) => {
    if (choice === "system") delete root.dataset.theme;
    else root.dataset.theme = choice;
  };

  let choice = kept();
  show(choice);

  /** @returns {string} what the next click chooses: always something that looks different */
  const following = () => {
    const own = device.matches ? "dark" : "light";
    const shown = choice === "system" ? own : choice;
    const other = shown === "dark" ? "light" : "dark";
    return other === own ? "system" : other;
  };

  /** @param {HTMLButtonElement} button */
  const name = (button) => {
    const next = following();
    const words = button.dataset[next] || "";
    button.title = words;
    button.setAttribute("aria-label", words);
    return next;
  };

  const wireColours = () => {
    const button = document.querySelector("button.kit-mode");
    if (!(button instanceof HTMLButtonElement)) return;
    let next = name(button);
    button.hidden = false;
    button.addEventListener("click", () => {
      choice = next;
      keep(choice);
      show(choice);
      next = name(button);
    });
    device.addEventListener("change", () => {
      next = name(button);
    });
  };

  /**
   * Keep contents open where there is room; the CSS shows them without this, but says so only
   * to the eye.
   * @param {string} selector
   * @param {string} width
   */
  const openWhere = (selector, width) => {
    const details = document.querySelector(selector);
    if (!(details instanceof HTMLDetailsElement)) return;
    const room = matchMedia(`(min-width: ${width})`);
    const follow = () => {
      details.open = room.matches;
      // What cannot be closed is no stop on the way through the page.
      details.querySelector("summary")?.setAttribute("tabindex", room.matches ? "-1" : "0");
    };
    follow();
    room.addEventListener("change", follow);
  };

  /**
   * Let the keyboard reach something that scrolls, under the name of what is in it.
   * @param {HTMLElement} frame
   * @param {Element} inside
   */
  const reach = (frame, inside) => {
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    const words =
      inside.querySelector("caption") || inside.closest("section")?.querySelector("h1, h2, h3");
    const text = [...(words?.childNodes || [])].find(
      (node) => node.nodeType === 3 && node.textContent?.trim()
    );
    frame.setAttribute("aria-label", text?.textContent?.trim() || document.title);
  };

  /** Formulas and long outputs scroll by themselves. */
  const reachScrolling = () => {
    for (const box of document.querySelectorAll(".kit-text :is(div.math, .cell_output)")) {
      if (!(box instanceof HTMLElement)) continue;
      const scrolls = /auto|scroll/.test(getComputedStyle(box).overflow);
      if (scrolls && (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight))
        reach(box, box);
    }
  };

  /** A table wider than the page scrolls in a frame that the keyboard reaches. */
  const frameTables = () => {
    for (const table of document.querySelectorAll(".kit-text table")) {
      const parent = table.parentElement;
      if (!parent || parent.closest(".kit-scroll") || table.scrollWidth <= parent.clientWidth)
        continue;
      const frame = document.createElement("div");
      frame.className = "kit-scroll";
      reach(frame, table);
      table.replaceWith(frame);
      frame.append(table);
    }
  };

  /** A long book: the contents are scrolled to where the reader is, the page is not. */
  const showPlace = () => {
    const tree = document.querySelector(".kit-nav");
    const here = tree?.querySelector("[aria-current=page]");
    if (!tree || !(here instanceof HTMLElement)) return;
    const below = here.getBoundingClientRect().bottom - tree.getBoundingClientRect().bottom;
    if (below > 0) tree.scrollTop += below + tree.clientHeight / 2;
  };

  document.addEventListener("DOMContentLoaded", () => {
    wireColours();
    openWhere(".kit-nav > details", "64rem");
    openWhere(".kit-frame--plain > .kit-toc > details", "80rem");
    showPlace();
  });
  // Only now the styles are sure to be there, and with them the widths.
  addEventListener("load", () => {
    frameTables();
    reachScrolling();
  });
})();
