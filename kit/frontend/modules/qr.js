/**
 * An address as a QR code (ISO/IEC 18004, byte mode, level M, versions 1 to 10), for pages that learn
 * only in the browser where they lie. The build draws those of addresses that it knows.
 */

const QUIET = 4;
/** Of versions 1 to 10 at level M: codewords for correction in each block, and blocks. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];

/** @type {number[]} */
const POWERS = [];
/** @type {number[]} */
const LOGS = [];
for (let n = 0, value = 1; n < 255; n++) {
  POWERS[n] = value;
  LOGS[value] = n;
  value = value < 128 ? value * 2 : (value * 2) ^ 0x11d;
}

/** @param {number} one @param {number} other */
function product(one, other) {
  const sum = (LOGS[one] ?? 0) + (LOGS[other] ?? 0);
  return one && other ? (POWERS[sum % 255] ?? 0) : 0;
}

/** What is left of data after division by the generator. @param {number[]} data @param {number} degree */
function remainder(data, degree) {
  let generator = [1];
  for (let n = 0; n < degree; n++) {
    const root = POWERS[n] ?? 0;
    generator = [...generator, 0].map((value, at) => value ^ product(generator[at - 1] ?? 0, root));
  }
  const rest = [...data, ...Array(degree).fill(0)];
  for (let at = 0; at < data.length; at++) {
    const factor = rest[at];
    generator.forEach((value, n) => (rest[at + n] ^= product(value, factor)));
  }
  return rest.slice(data.length);
}

/** @param {number} version @returns {number[]} where the small squares stand, in both directions */
function alignment(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = 4 * version + 10;
  const step = Math.ceil((last - 6) / (count - 1) / 2) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, n) => last - (count - 2 - n) * step)];
}

/** @param {number} version @returns {number} all codewords that fit */
function capacity(version) {
  const count = alignment(version).length;
  const squares = count ? (25 * count - 10) * count - 55 : 0;
  const names = version < 7 ? 0 : 36;
  return Math.floor(((16 * version + 128) * version + 64 - squares - names) / 8);
}

/** @param {number} version @returns {number} codewords for data */
function room(version) {
  return capacity(version) - (CORRECTION[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 0);
}

/** @param {Uint8Array} bytes @param {number} version @returns {number[]} codewords, the blocks interleaved */
function codewords(bytes, version) {
  const long = version > 9;
  let bits = `0100${bytes.length.toString(2).padStart(long ? 16 : 8, "0")}`;
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  bits += "0000";
  const data = (bits.padEnd(Math.ceil(bits.length / 8) * 8, "0").match(/.{8}/g) ?? []).map((byte) =>
    Number.parseInt(byte, 2)
  );
  for (let n = 0; data.length < room(version); n++) data.push(n % 2 ? 0x11 : 0xec);
  const blocks = BLOCKS[version - 1] ?? 1;
  const short = Math.floor(room(version) / blocks);
  const shorts = blocks - (room(version) % blocks);
  let at = 0;
  const parts = Array.from({ length: blocks }, (_, n) => {
    const part = data.slice(at, at + short + (n < shorts ? 0 : 1));
    at += part.length;
    return part;
  });
  const checks = parts.map((part) => remainder(part, CORRECTION[version - 1] ?? 0));
  return [parts, checks].flatMap((each) => {
    const longest = Math.max(...each.map(({ length }) => length));
    return Array.from({ length: longest }, (_, n) =>
      each.flatMap((part) => (n < part.length ? [part[n] ?? 0] : []))
    ).flat();
  });
}

/** Bits with their check bits. @param {number} data @param {number} length @param {number} generator */
function checked(data, length, generator) {
  let rest = data << length;
  for (let at = rest.toString(2).length - 1; at >= length; at--) {
    if ((rest >> at) & 1) rest ^= generator << (at - length);
  }
  return (data << length) | rest;
}

/** @typedef {(0 | 1 | undefined)[][]} Field dark or light; nothing where data goes */

/** What is the same in every code of a version. @param {number} version @param {number} mask @returns {Field} */
function frame(version, mask) {
  const size = 4 * version + 17;
  /** @type {Field} */
  const field = Array.from({ length: size }, () => Array(size).fill(undefined));
  const set = (/** @type {number} */ x, /** @type {number} */ y, /** @type {unknown} */ dark) => {
    const row = field[y];
    if (row && x >= 0 && x < size) row[x] = dark ? 1 : 0;
  };
  for (let n = 0; n < size; n++) {
    set(6, n, n % 2 === 0);
    set(n, 6, n % 2 === 0);
  }
  const corners = [
    [3, 3],
    [size - 4, 3],
    [3, size - 4]
  ];
  const middles = alignment(version);
  const last = size - 7;
  const squares = middles
    .flatMap((x) => middles.map((y) => [x, y]))
    .filter(([x, y]) => !((x === 6 && (y === 6 || y === last)) || (x === last && y === 6)));
  for (const [centres, reach] of /** @type {const} */ ([
    [corners, 4],
    [squares, 2]
  ])) {
    for (const [x = 0, y = 0] of centres) {
      for (let dy = -reach; dy <= reach; dy++) {
        for (let dx = -reach; dx <= reach; dx++) {
          const ring = Math.max(Math.abs(dx), Math.abs(dy));
          set(x + dx, y + dy, reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
        }
      }
    }
  }
  const format = checked(mask, 10, 0x537) ^ 0x5412;
  for (let n = 0; n < 15; n++) {
    const dark = (format >> n) & 1;
    set(8, n < 6 ? n : n < 8 ? n + 1 : size - 15 + n, dark);
    set(n < 8 ? size - 1 - n : n < 9 ? 7 : 14 - n, 8, dark);
  }
  set(8, size - 8, 1);
  const name = checked(version, 12, 0x1f25);
  for (let n = 0; version > 6 && n < 18; n++) {
    const dark = (name >> n) & 1;
    set(size - 11 + (n % 3), Math.floor(n / 3), dark);
    set(Math.floor(n / 3), size - 11 + (n % 3), dark);
  }
  return field;
}

/** @type {((x: number, y: number) => number)[]} */
const MASKS = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2
];

/** Lay the codewords into a field, up and down in columns of two. @param {Field} field @param {number[]} words @param {number} mask */
function fill(field, words, mask) {
  const size = field.length;
  const hides = /** @type {(x: number, y: number) => number} */ (MASKS[mask]);
  let at = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right--;
    for (let n = 0; n < size; n++) {
      const y = up ? size - 1 - n : n;
      for (const x of [right, right - 1]) {
        const row = field[y];
        if (!row || row[x] !== undefined) continue;
        const bit = ((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
        at++;
        row[x] = bit ^ (hides(x, y) === 0 ? 1 : 0) ? 1 : 0;
      }
    }
  }
  return field;
}

/** How uneven a field is: long rows of one colour, and squares. @param {Field} field */
function unevenness(field) {
  const lines = [...field, ...field.map((_, x) => field.map((row) => row[x]))];
  const rows = lines.map((line) => line.join(""));
  const long = rows.flatMap((row) => row.match(/0{5,}|1{5,}/g) ?? []);
  const finders = rows.flatMap((row) => row.match(/(?=10111010000|00001011101)/g) ?? []);
  let squares = 0;
  for (let y = 1; y < field.length; y++) {
    for (let x = 1; x < field.length; x++) {
      const around = [field[y]?.[x - 1], field[y - 1]?.[x], field[y - 1]?.[x - 1]];
      if (around.every((each) => each === field[y]?.[x])) squares++;
    }
  }
  return long.reduce((sum, { length }) => sum + length - 2, 0) + 40 * finders.length + 3 * squares;
}

/**
 * @param {string} text
 * @returns {Field | null} a code without its quiet margin; nothing for a text that is too long
 */
export function qrCode(text) {
  const bytes = new TextEncoder().encode(text);
  let version = 1;
  while (version <= 10 && bytes.length > room(version) - (version > 9 ? 3 : 2)) version++;
  if (version > 10) return null;
  const words = codewords(bytes, version);
  const fields = MASKS.map((_, mask) => fill(frame(version, mask), words, mask));
  const worst = fields.map(unevenness);
  return fields[worst.indexOf(Math.min(...worst))] ?? null;
}

/** @type {Map<string, Element | null>} those that are drawn: it takes longer than a step may */
const pictures = new Map();

/** @param {string} text @returns {Element | null} its code, or none where it is too long for one */
export function qrPicture(text) {
  if (!pictures.has(text)) pictures.set(text, picture(text));
  return /** @type {Element | null} */ (pictures.get(text)?.cloneNode(true) ?? null);
}

/**
 * @param {string} text
 * @returns {Element | null} its code, dark on light whatever the page's colours
 */
function picture(text) {
  const field = qrCode(text);
  if (!field) return null;
  const size = field.length + 2 * QUIET;
  const dark = field.flatMap((row, y) =>
    [...row.map(Number).join("").matchAll(/1+/g)].map(
      ({ 0: { length }, index }) => `M${index + QUIET} ${y + QUIET}h${length}v1h-${length}Z`
    )
  );
  const draw = (/** @type {string} */ tag, /** @type {Record<string, string>} */ attributes) => {
    const el = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
    return el;
  };
  const svg = draw("svg", {
    viewBox: `0 0 ${size} ${size}`,
    "shape-rendering": "crispEdges",
    "aria-hidden": "true"
  });
  svg.append(
    draw("path", { fill: "#fff", d: `M0 0h${size}v${size}H0z` }),
    draw("path", { fill: "#000", d: dark.join("") })
  );
  return svg;
}
