const TYPE = [1.3, 1.2, 1.1, 1, 0.92, 0.84, 0.77, 0.7, 0.63, 0.57];

/**
 * Give the words on a wall the largest type with which all of them are seen at once; with the smallest
 * they can be scrolled.
 * @param {HTMLElement} el its style says how large the type is with `--kit-fit`
 */
export function fit(el) {
  const fits = (/** @type {number} */ size) => {
    el.style.setProperty("--kit-fit", String(size));
    return el.scrollHeight <= el.clientHeight + 1 && el.scrollWidth <= el.clientWidth + 1;
  };
  let large = 0;
  let small = TYPE.length - 1;
  // Each try lays the wall out anew: so few of them.
  while (large < small) {
    const between = (large + small) >> 1;
    if (fits(TYPE[between] ?? 1)) small = between;
    else large = between + 1;
  }
  fits(TYPE[small] ?? 1);
}
