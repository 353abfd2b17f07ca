/**
 * Keeps a meeting in step through the service: the leader's phone tells where it is, the wall and all
 * phones follow. Each counts on by its own steady clock from what it was told last, so a clock that is
 * changed, a lost network or a reload moves nothing. What is told has ids and whole numbers only: for an
 * option that was written in the room there is a letter; its words stay in this tab of the leader's.
 */

import { make } from "./elements.js";
import { fresh, later, read } from "./running.js";

/** @typedef {import("./running.js").Agenda} Agenda */
/** @typedef {import("./running.js").Choice} Choice */
/** @typedef {import("./running.js").Run} Run */
/** @typedef {import("./saying.js").Say} Say */
/** @typedef {{ role: "leader" | "wall" | "room", address: string, code?: string, answer: string, back: string, room: string }} Follow where to ask; where the survey is answered, the leader's page of it, and where phones follow */
/** @typedef {{ programme: string, revision: number, state: any, age: number, mark: string, open: boolean, enough: boolean, shows: boolean, exercise: string | null }} Told */

const AGAIN = 1500;
/** A question that waits is answered later than this, or with news. */
const SOON = 5000;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const OVER = [401, 403, 404, 410];
const CONFLICT = 409;
const INVALID = 422;

/** @param {Run} run what is told of it @returns {object} */
function toTell(run) {
  const { by: _, results: __, ...told } = run;
  const whole = (/** @type {Record<string, number>} */ each) =>
    Object.fromEntries(Object.entries(each).map(([key, n]) => [key, Math.round(n)]));
  const votes = Object.entries(run.votes).map(([key, { written, rounds }]) => [
    key,
    { written: written.map((text, n) => (text ? (LETTERS[n] ?? "") : "")), rounds }
  ]);
  return {
    ...told,
    minutes: whole(run.minutes),
    spent: whole(run.spent),
    since: Math.round(run.since),
    votes: Object.fromEntries(votes)
  };
}

/**
 * The words of options that were written on this device, over a reload, too.
 * @param {string} name
 */
function wordsHere(name) {
  /** @type {Record<string, string[]>} */
  let words = {};
  try {
    words = JSON.parse(sessionStorage.getItem(name) ?? "{}");
  } catch {
    // Without them there are letters.
  }
  return {
    /** @param {Run} run */
    keep({ votes }) {
      const all = Object.entries(votes).map(([key, { written }]) => [key, written]);
      words = Object.fromEntries(all);
      try {
        sessionStorage.setItem(name, JSON.stringify(words));
      } catch {
        // They last as long as the page.
      }
    },
    /** @param {Run} run @returns {Run} the same with words for letters */
    back(run) {
      const votes = Object.entries(run.votes).map(([key, vote]) => [
        key,
        { ...vote, written: vote.written.map((letter, n) => (letter && words[key]?.[n]) || letter) }
      ]);
      return { ...run, votes: Object.fromEntries(votes) };
    }
  };
}

/** @param {number} ms */
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * @param {Follow} follow @param {Say} say
 * @param {(told: Told, before: Told | undefined) => void} [news] whatever else is told
 */
export function relay(follow, say, news = () => {}) {
  const note = make("p", { class: "kit-note kit-run-net", role: "status" });
  note.hidden = true;
  /** @type {Told | undefined} */
  let told;

  /** @param {string} key what is wrong now, or nothing */
  function trouble(key) {
    note.hidden = !key;
    const words = key && say(key);
    if (note.textContent !== words) note.textContent = words;
  }

  /** @param {RequestInit & { known?: string }} asked @returns {Promise<Told & { refused: boolean }>} */
  async function ask({ known, ...asked }) {
    const way = known === undefined || asked.method ? "" : `?known=${encodeURIComponent(known)}`;
    const headers = { "content-type": "application/json" };
    const answer = await fetch(follow.address + way, { ...asked, headers });
    const refused = answer.status === CONFLICT;
    if (!answer.ok && !refused) throw Object.assign(new Error(), { status: answer.status });
    return { ...(await answer.json()), refused };
  }

  /** @param {Agenda} agenda @param {() => void} changed */
  function windows(agenda, changed) {
    const steady = () => performance.now() / 1000;
    const words = wordsHere(`kit-words:${location.pathname}`);
    /** @type {Run | undefined} */
    let run;
    let moment = steady();
    let sent = 0;
    let sending = false;
    let ended = false;
    const current = () => run && later(run, steady() - moment);

    /**
     * @param {Told} now
     * @param {boolean} [holds] whether it holds although this has gone on
     * @param {boolean} [instead] of what this has under the same revision
     */
    function take(now, holds = follow.role !== "leader", instead = false) {
      const before = told;
      told = now;
      const state = now.state && read({ ...now.state, by: "" }, agenda);
      const newer = state && state.revision >= (run?.revision ?? 0);
      if (state && (newer || holds) && (instead || state.revision !== run?.revision)) {
        const full = follow.role === "leader" ? words.back(state) : state;
        if (follow.role === "leader") words.keep(full);
        run = full;
        moment = steady() - now.age;
        sent = state.revision;
        changed();
      } else if (!now.state && run && holds) {
        run = undefined;
        changed();
      } else if (before?.mark !== now.mark) changed();
      news(now, before);
    }

    async function listen() {
      while (!ended) {
        try {
          const known = told?.mark ?? "";
          const asked = performance.now();
          const body = JSON.stringify({ code: follow.code, known });
          take(await (follow.code ? ask({ method: "POST", body }) : ask({ known })));
          if (!sending) trouble("");
          // Where too many follow, an answer comes at once and says nothing new.
          if (told?.mark === known && performance.now() - asked < SOON) await wait(AGAIN);
        } catch (error) {
          if (ended) return;
          const { status } = /** @type {{ status?: number }} */ (error);
          const over = OVER.includes(status ?? 0);
          trouble(over ? "ended" : follow.role === "leader" ? "unsent" : "lost");
          if (over) return;
          await wait(AGAIN);
        }
      }
    }

    async function send() {
      if (sending) return;
      sending = true;
      while (!ended && run && run.revision > sent) {
        const body = JSON.stringify(toTell(/** @type {Run} */ (current())));
        const { revision } = run;
        try {
          const now = await ask({ method: "PUT", body });
          // Another phone of the leader's may have gone on further, or as far and been first.
          sent = Math.max(revision, now.revision);
          const instead = now.refused && now.revision === run.revision;
          if (instead || now.revision !== run.revision)
            take(now, instead || now.revision > run.revision, instead);
          trouble("");
        } catch (error) {
          const { status } = /** @type {{ status?: number }} */ (error);
          const over = OVER.includes(status ?? 0);
          trouble(over ? "ended" : "unsent");
          // What is not understood would not be at the next attempt either; another step may be.
          if (over || status === INVALID) break;
          await wait(AGAIN);
        }
      }
      sending = false;
    }

    /** @param {Run} next */
    function go(next) {
      run = next;
      moment = steady();
      words.keep(next);
      changed();
      void send();
    }

    void listen();
    return {
      current,
      kept: () => true,
      /** @param {(run: Run) => Partial<Run>} change */
      change(change) {
        const before = current();
        if (before && follow.role === "leader")
          go({ ...before, ...change(before), revision: before.revision + 1 });
      },
      /** @param {Choice} choice @param {Partial<Run>} [more] another run from the beginning */
      begin(choice, more = {}) {
        if (follow.role !== "leader") return;
        const revision = Math.max(run?.revision ?? 0, told?.revision ?? 0) + 1;
        go({ ...fresh(agenda, choice), ...more, revision });
      },
      practises: false,
      end() {
        ended = true;
      },
      forget() {}
    };
  }

  return { windows, note, role: follow.role, told: () => told };
}
