import { make } from "./elements.js";

/** @typedef {(key: string, values?: Record<string, unknown>) => string} Say */

/** @param {Record<string, string>} strings which may change later @returns {Say} */
export function saying(strings) {
  return (key, values = {}) =>
    (strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * A text without a translation keeps the language that it is in.
 * @param {{ language: string, texts: string[] }} untranslated which may change later
 * @returns {(text: string) => string | Node}
 */
export function marker(untranslated) {
  return (text) => {
    if (!untranslated.texts.includes(text)) return text;
    return make("span", { class: "kit-source-language", lang: untranslated.language }, text);
  };
}
