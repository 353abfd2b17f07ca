/** A soft signal when the time of a step is up: two quiet tones, in the window that was asked for it. */
export function softSignal() {
  /** @type {AudioContext | undefined} */
  let sound;
  return {
    on: () => Boolean(sound),
    /** To be called by a press of a button: browsers allow no sound before. */
    toggle() {
      const before = sound;
      sound = before ? undefined : new AudioContext();
      void before?.close();
      if (sound) this.play();
    },
    play() {
      const to = sound;
      if (!to) return;
      [660, 528].forEach((pitch, n) => {
        const from = to.currentTime + n * 0.5;
        const tone = new OscillatorNode(to, { frequency: pitch });
        const loudness = new GainNode(to, { gain: 0 });
        loudness.gain.linearRampToValueAtTime(0.12, from + 0.05);
        loudness.gain.linearRampToValueAtTime(0, from + 0.9);
        tone.connect(loudness).connect(to.destination);
        tone.start(from);
        tone.stop(from + 1);
      });
    }
  };
}
