/** Return how a clock shows seconds: 2:05. @param {number} seconds */
export function clock(seconds) {
  const whole = Math.abs(Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
