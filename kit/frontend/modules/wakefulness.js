/** Keep the screen awake while something runs on it, where the browser can. */
export function wakefulness() {
  /** @type {WakeLockSentinel | undefined} */
  let lock;
  let wanted = false;
  async function hold() {
    if (!wanted || document.hidden) return;
    try {
      lock = await navigator.wakeLock?.request("screen");
      if (!wanted) await lock?.release();
    } catch {
      lock = undefined;
    }
  }
  document.addEventListener("visibilitychange", hold);
  return {
    /** @param {boolean} awake */
    set(awake) {
      if (wanted === awake) return;
      wanted = awake;
      if (awake) void hold();
      else void lock?.release();
    },
    end() {
      document.removeEventListener("visibilitychange", hold);
      wanted = false;
      void lock?.release();
    }
  };
}
