/** What a respondent's page asks the collector, and what the collector may answer. */

/**
 * What the collector may say, and what we say then; a word with # stands for one of our texts.
 * @type {Record<string, string>}
 */
export const SAID = {
  "unknown-code": "#unknown-code",
  "round-full": "#round-full",
  closed: "#closed",
  "last-day-over": "#last-day-over",
  "not-closed": "#not-closed",
  "other-version": "#other-version",
  "too-many": "#too-many",
  "unknown-ballot": "#unknown-ballot",
  offline: "offline",
  "no-contact": "no-contact"
};
/** What says that a code may be right all the same. */
export const FULL = ["too-many", "not-saved"];
/** What passes by itself. */
export const PASSING = [...FULL, "no-contact", "offline", "too-slow", "failed"];

/** Seconds to the next try, so that many do not come at once. @param {number} tries @param {number} most */
export const pause = (tries, most) => Math.min(most, 2 ** tries) * (0.5 + Math.random() / 2);

/**
 * Ask the collector something; returns what it answers, or a word for what stands in the way.
 * Every request of a kind has one length and says nothing about the reader's browser or language.
 * @param {string} collector @param {string} path @param {Record<string, string>} body @param {AbortController} stop
 * @returns {Promise<any>}
 */
export async function post(collector, path, body, stop) {
  const late = setTimeout(() => stop.abort(), 20_000);
  try {
    const response = await fetch(`${collector}/collect/v1/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": "en" },
      body: JSON.stringify(body),
      signal: stop.signal,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer"
    });
    const told = await response.json();
    return response.ok ? told : { code: told.code ?? "no-contact" };
  } catch {
    return { code: navigator.onLine ? "no-contact" : "offline" };
  } finally {
    clearTimeout(late);
  }
}
