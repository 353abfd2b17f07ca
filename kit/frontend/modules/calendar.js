/** A meeting as a file for any calendar (RFC 5545), in the local time of whoever opens it. */

const WIDTH = 75;

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

/** A line of at most 75 bytes, the rest in lines that begin with a space. @param {string} line */
function folded(line) {
  const parts = [""];
  let bytes = 0;
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (bytes + size > WIDTH) {
      parts.push("");
      bytes = 1;
    }
    parts.push((parts.pop() ?? "") + sign);
    bytes += size;
  }
  return parts.join("\r\n ");
}

/**
 * @param {{ title: string, text: string, date: string, start?: string, minutes?: number }} meeting
 *   `date` as 2026-12-03, `start` as 09:00; without it lasts the whole day
 * @param {Date} now when the file is made
 * @returns {string}
 */
export function calendarFile({ title, text, date, start, minutes }, now = new Date()) {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const day = date.replaceAll("-", "");
  const when = start
    ? [`DTSTART:${day}T${start.replace(":", "")}00`, `DURATION:PT${minutes}M`]
    : [`DTSTART;VALUE=DATE:${day}`];
  const [id = 0] = crypto.getRandomValues(new BigUint64Array(1));
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//workshop-kit//NONSGML workshop//EN",
    "BEGIN:VEVENT",
    `UID:${id.toString(36)}@workshop-kit`,
    `DTSTAMP:${stamp}`,
    ...when,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    "END:VEVENT",
    "END:VCALENDAR"
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
