/** Files in one file, as they are: what is kept in it is some kilobytes, and whoever opens it reads it so, too. */

const POLYNOMIAL = 0xedb88320;
const FIRST_DAY = 0x21;
/** Names in UTF-8. */
const UTF8 = 0x800;

/** @param {Uint8Array} bytes the checksum that a zip file has of each of its files */
export function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  }
  return ~crc >>> 0;
}

/**
 * Numbers with the smallest part first.
 * @param {...[number, 2 | 4]} numbers each with the bytes that it takes
 */
function little(...numbers) {
  return numbers.flatMap(([number, size]) =>
    Array.from({ length: size }, (_, n) => (number >>> (8 * n)) & 255)
  );
}

/** @param {Record<string, string>} files their texts by their names, in the order in which they lie @returns {Uint8Array<ArrayBuffer>} */
export function zipped(files) {
  /** @type {number[][]} */
  const parts = [];
  /** @type {number[][]} */
  const listed = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = [...new TextEncoder().encode(path)];
    const bytes = new TextEncoder().encode(text);
    const { length } = bytes;
    const about = little(
      [20, 2],
      [UTF8, 2],
      [0, 2],
      [0, 2],
      [FIRST_DAY, 2],
      [crc32(bytes), 4],
      [length, 4],
      [length, 4],
      [name.length, 2],
      [0, 2]
    );
    parts.push([...little([0x04034b50, 4]), ...about, ...name, ...bytes]);
    const where = little([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]);
    listed.push([...little([0x02014b50, 4], [20, 2]), ...about, ...where, ...name]);
    at += 30 + name.length + length;
  }
  const list = listed.flat();
  const count = listed.length;
  const end = little(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [list.length, 4],
    [at, 4],
    [0, 2]
  );
  return Uint8Array.from([...parts.flat(), ...list, ...end]);
}
