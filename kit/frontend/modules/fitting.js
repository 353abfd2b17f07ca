const TYPE = [1.3, 1.2, 1.1, 1, 0.92, 0.84, 0.77, 0.7, 0.63, 0.57];

/**
 * Give the words on a wall the largest type with which all of them are seen at once; with the smallest
 * they can be scrolled. How high they are is measured once: each size that is tried lays the wall out
 * anew, and on a slow machine that is seen.
 * @param {HTMLElement} el its style says how large the type is with `--kit-fit`
 * @param {HTMLElement} text what grows with the type
 * @param {HTMLElement} other what does not, beside the text or below it
 */
export function fit(el, text, other) {
  const set = (/** @type {number} */ size) => el.style.setProperty("--kit-fit", String(size));
  const fits = () => el.scrollHeight <= el.clientHeight + 1 && el.scrollWidth <= el.clientWidth + 1;
  set(1);
  const { paddingTop, paddingBottom } = getComputedStyle(el);
  const below = other.offsetLeft === text.offsetLeft ? other.offsetHeight : 0;
  const room = el.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom) - below;
  // Words of twice the size take four times the room.
  const wanted = Math.sqrt(room / Math.max(1, text.offsetHeight));
  const found = TYPE.findIndex((size) => size <= wanted);
  const guess = found < 0 ? TYPE.length - 1 : found;
  for (const size of TYPE.slice(guess)) {
    set(size);
    if (fits()) return;
  }
}
