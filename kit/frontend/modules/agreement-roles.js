/** Who sees to something, without who that is: as `kit/measures/roles.py` says it. */

import { looksLikeAName } from "./agreement-faults.js";

const PARTS = /[,;/()&+\n]/;
const LONGEST = 3;
/** Short names of what is nobody's own. */
const ARE_ROLES = ["HR", "HMS", "AMU", "SAM"];

/** A text without initials and full names. @param {string} text */
export function rolesOf(text) {
  return text.split(PARTS).map(ofRoles).filter(Boolean).join(", ");
}

/** @param {string} part */
function ofRoles(part) {
  if (looksLikeAName(part)) return "";
  const words = part.split(/\s+/).filter(Boolean);
  if (words.every((word) => mayBeInitials(word, true))) return "";
  return words.filter((word) => !mayBeInitials(word, false)).join(" ");
}

/** Beside others a single letter is the name of a team. @param {string} word @param {boolean} alone */
function mayBeInitials(word, alone) {
  const letters = [...word.replace(/[.-]/g, "")];
  const all = letters.every((letter) => /\p{L}/u.test(letter));
  if (ARE_ROLES.includes(word) || !letters.length || !all || letters.length > LONGEST) return false;
  if (alone && letters.length < LONGEST) return true;
  const upper = letters.every((letter) => !/\p{Ll}|\p{Lt}/u.test(letter));
  return (
    upper &&
    letters.some((letter) => /\p{Lu}/u.test(letter)) &&
    (letters.length > 1 || word.includes("."))
  );
}
