/** What a ballot consists of, and how codes are written. */

/** @typedef {import("./offering.js").Sends} Sends */

/** How many letters of a code are sent, padded: those of a slip and its reference, in groups. */
export const SENT_LENGTH = 24;

/** @param {string} text what somebody typed, or the end of a link */
export const bare = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");

/** @param {string} ballot */
export const grouped = (ballot) => ballot.replace(/.{4}(?=.)/g, "$& ");

/** @param {Iterable<number>} bytes */
export const hex = (bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const randomBallot = () => hex(crypto.getRandomValues(new Uint8Array(16)));

/**
 * The answers of a form as one byte an item, 0 for none. Nothing else can go out, and whatever else a
 * module gives is a fault of its kind.
 * @param {Sends} sends @param {Record<string, string>} answers
 */
export function bytesOf({ kind, items, categories }, answers) {
  const given = new Map(Object.entries(answers));
  const bytes = items.map(({ id }) => {
    const answer = given.get(id) ?? "dont-know";
    given.delete(id);
    const byte = 1 + categories.findIndex((category) => category.id === answer);
    if (!byte && answer !== "dont-know")
      throw new Error(`${kind}: what it gives for '${id}' is no answer of its response`);
    return byte;
  });
  for (const id of given.keys()) throw new Error(`${kind}: '${id}' is no item of its response`);
  return bytes;
}
