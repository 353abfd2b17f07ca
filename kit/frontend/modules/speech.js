import { make } from "./elements.js";

/** @typedef {string | number | Node} Said */
/** @typedef {(key: string, values?: Record<string, Said>) => string} Translate */
/** @typedef {(key: string, values?: Record<string, Said | Said[]>) => (string | Node)[]} Say */
/** @typedef {(text: string) => Record<string, string>} LanguageOf */
/** @typedef {(text: string) => string | Node} Mark */
/** @typedef {{ t: Translate, say: Say, mark: Mark, languageOf: LanguageOf, one: (value: number) => string, short: (value: number) => string }} Words */

/**
 * What the module says. A text that has no translation keeps the language that it is in.
 * Strings, what is untranslated and the language of the place may change later.
 * @param {Record<string, string>} strings @param {{ language: string, texts: string[] }} untranslated
 * @param {HTMLElement} root
 * @returns {Words}
 */
export function speech(strings, untranslated, root) {
  const numbers = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  /** @returns {Record<string, string>} @param {string} text */
  const languageOf = (text) =>
    untranslated.texts.includes(text) ? { lang: untranslated.language } : {};
  /** @type {Mark} */
  const mark = (text) =>
    languageOf(text).lang
      ? make("span", { class: "kit-source-language", ...languageOf(text) }, text)
      : text;
  /** @type {Say} */
  const say = (key, values = {}) =>
    (strings[key] ?? key).split(/\{(\w+)\}/).flatMap((part, n) => {
      const said = n % 2 ? [values[part] ?? ""].flat() : [part];
      return said.map((one) =>
        one instanceof Node ? one : n % 2 ? mark(String(one)) : String(one)
      );
    });
  return {
    t: (key, values) => make("p", {}, ...say(key, values)).textContent ?? "",
    say,
    mark,
    languageOf,
    one: (value) => value.toLocaleString(root.lang || "en", numbers),
    short: (value) => value.toLocaleString(root.lang || "en")
  };
}
