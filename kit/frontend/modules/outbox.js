import { bytesOf, grouped, hex, randomBallot, SENT_LENGTH } from "./ballot.js";
import { PASSING, pause, post, SAID } from "./collector.js";
import { button, make } from "./elements.js";
import { question, row } from "./question.js";

/** @typedef {import("./terms.js").Values} Values */
/** @typedef {InstanceType<(typeof import("./sending.js").default)["Sending"]>} Sending */
/** @typedef {{ ballot: string, body: Record<string, string>, state: "waiting" | "sending" | "stopped" | "received", tries: number }} Parcel */

/** @param {HTMLElement} heading */
export function goTo(heading) {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "nearest" });
}

/** What will be sent, how it goes, and the receipt: one page at a time in a box. */
export class Outbox {
  /** @type {Parcel | null} */
  parcel = null;
  copied = false;
  /** The key of what is said below the page. */
  saying = "";
  stop = new AbortController();
  /** @type {number | undefined} */
  timer;
  page = make("div");
  said = make("p", { role: "status", class: "kit-said" });
  clock = make("p", { class: "kit-note", "aria-hidden": "true" });
  el = make("section", { class: "kit-outbox" }, this.page, this.said, this.clock);

  /** @param {Sending} own */
  constructor(own) {
    this.own = own;
    this.t = own.t;
  }

  /** Shows the page anew, and goes there or not. @type {(there?: boolean) => void} */
  again = () => {};

  /** Whether answers are on their way, and nobody knows yet whether they have come through. */
  get pending() {
    return this.parcel?.state === "sending" || this.parcel?.state === "waiting";
  }

  /** @param {string} key @param {Values} [values] */
  text(key, values) {
    return make("p", {}, this.t(key, values));
  }

  /** Show a page and go there. @param {string} key @param {() => Node[]} parts */
  turn(key, parts) {
    const { own } = this;
    this.again = (there) => {
      // In the place of the form it is a part of the exercise; after a profile, a part of that.
      const heading = own.heading(key, own.place ? 0 : 1);
      this.page.replaceChildren(heading, ...parts());
      this.say("");
      own.root.classList.toggle("kit-sent", !!this.parcel);
      if (there && this.el.isConnected) goTo(heading);
    };
    this.again(true);
  }

  /** Say something below the page. @param {string} key */
  say(key) {
    this.saying = key;
    this.said.textContent = key && this.t(key);
    this.clock.textContent = "";
  }

  /** Say everything anew, in the language that the words are in now; whoever reads it stays. */
  retell() {
    const { saying } = this;
    this.again();
    this.say(saying);
  }

  /** Show exactly what will be sent, and let the reader choose. */
  offer() {
    const { t, own } = this;
    const { sends } = own;
    /** @type {number[]} */
    let bytes;
    try {
      bytes = bytesOf(sends, own.form.answers());
    } catch (error) {
      // Without a place in the code, and without what was answered.
      console.error(/** @type {Error} */ (error).message);
      return this.turn("#not-sent", () => [this.text("#cannot")]);
    }
    const line = (/** @type {{ text: string }} */ { text }, /** @type {number} */ n) => {
      const category = sends.categories[(bytes[n] ?? 0) - 1];
      const [before = "", after = ""] = t("#unanswered", { dont_know: "\n" }).split("\n");
      const words = category
        ? [own.mark(category.label)]
        : [before, own.mark(sends.dont_know), after];
      return make("li", {}, own.mark(text), " ", make("strong", {}, ...words));
    };
    this.turn("#what-sent", () => [
      this.text("#what-sent-text", { n: bytes.length, unit: own.round?.unit }),
      row(
        button(t("#send"), () => this.send(bytes), "kit-button kit-button--primary"),
        button(t("#do-not-send"), () =>
          this.turn("#not-sent", () => [this.text("#only-here"), this.seeAgain()])
        )
      ),
      make(
        "details",
        {},
        make("summary", {}, t("#each-answer")),
        make("ol", {}, ...sends.items.map(line))
      )
    ]);
  }

  seeAgain() {
    return row(button(this.t("#see-again"), () => this.offer()));
  }

  /** @param {number[]} bytes as they were shown */
  send(bytes) {
    const { code, sends } = this.own;
    const ballot = randomBallot();
    const body = {
      code: code.padEnd(SENT_LENGTH),
      ballot,
      fingerprint: sends.fingerprint,
      answers: hex(bytes)
    };
    this.parcel = { ballot, body, state: "waiting", tries: 0 };
    this.keepSending();
  }

  keepSending() {
    const { t } = this;
    this.turn("#sending", () => [
      this.text("#stay"),
      row(
        button(t("#try-now"), () => this.attempt()),
        button(t("#stop"), () => this.giveUp())
      )
    ]);
    this.attempt();
  }

  /** Try once; the same random id every time, so that nothing is counted twice. */
  async attempt() {
    const { parcel } = this;
    if (parcel?.state !== "waiting") return;
    clearInterval(this.timer);
    parcel.state = "sending";
    parcel.tries += 1;
    this.say("#sending-now");
    this.stop = new AbortController();
    const { code } = await post(this.own.collector, "answers", parcel.body, this.stop);
    if (parcel !== this.parcel || parcel.state !== "sending") return;
    if (!code) this.tellReceived(parcel);
    else if (PASSING.includes(code)) this.wait(parcel, code);
    else this.tellFailed(parcel, code);
  }

  /** @param {Parcel} parcel @param {string} code */
  wait(parcel, code) {
    parcel.state = "waiting";
    let left = Math.ceil(pause(parcel.tries, 60));
    this.say(
      code === "offline" ? "#offline-waiting" : code === "not-saved" ? "#not-saved" : "#waiting"
    );
    const tick = () => {
      this.clock.textContent = this.t("#next-try", { n: left });
      if (left-- <= 0) this.attempt();
    };
    clearInterval(this.timer);
    this.timer = setInterval(tick, 1000);
    tick();
  }

  /** @param {Parcel} parcel @param {string} code */
  tellFailed({ tries }, code) {
    this.parcel = null;
    this.turn("#not-through", () => [
      this.text(SAID[code] ?? "#cannot"),
      ...(tries > 1 ? [this.text("#perhaps")] : [])
    ]);
  }

  giveUp() {
    clearInterval(this.timer);
    this.stop.abort();
    const { parcel } = this;
    if (!parcel) return;
    parcel.state = "stopped";
    const retry = () => {
      parcel.state = "waiting";
      this.keepSending();
    };
    this.turn("#stopped", () => [
      this.text("#stopped-text"),
      ...this.receipt(parcel, button(this.t("#try-now"), retry))
    ]);
  }

  /** @param {Parcel} parcel */
  tellReceived(parcel) {
    parcel.state = "received";
    this.turn("#received", () => [this.text("#received-text"), ...this.receipt(parcel)]);
  }

  /** @param {Parcel} parcel @param {HTMLElement[]} more buttons */
  receipt({ ballot }, ...more) {
    const { t } = this;
    const code = make("code", {}, grouped(ballot));
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(grouped(ballot));
      } catch {
        getSelection()?.selectAllChildren(code);
        return this.say("#not-copied");
      }
      this.copied = true;
      this.say("#copied");
    };
    const [take, asked] = question(
      ["#take-back", this.own.slips ? "#sure-slip" : "#sure", "#yes-take-back", "#keep-them"].map(
        (key) => t(key)
      ),
      () => this.withdraw(ballot)
    );
    return [
      make("p", { class: "kit-receipt" }, make("span", {}, t("#receipt")), code),
      this.text("#receipt-note"),
      row(...more, button(t("#copy"), copy), button(t("#print-code"), printReceipt), take),
      asked
    ];
  }

  /** Take back the answers of this page, and say so where their receipt was. @param {string} ballot */
  async withdraw(ballot) {
    const { own, parcel } = this;
    /** @param {string} key */
    const say = (key) => void (parcel === this.parcel && this.say(key));
    if (!(await takeBack(own.collector, ballot, say)) || parcel !== this.parcel) return;
    this.parcel = null;
    this.turn("#withdrawn", () => [
      this.text("#withdrawn-text"),
      own.slips ? this.text("#slip-used") : this.seeAgain()
    ]);
  }

  /** Wipe everything of one person. */
  wipe() {
    clearInterval(this.timer);
    this.stop.abort();
    this.parcel = null;
    this.page.replaceChildren();
    this.el.remove();
    this.again = () => {};
    this.say("");
    if (this.copied) navigator.clipboard.writeText("").catch(() => {});
    this.copied = false;
  }
}

/** @param {string} collector @param {string} ballot @param {(key: string) => void} say */
export async function takeBack(collector, ballot, say) {
  say("#taking-back");
  const { code } = await post(collector, "withdrawals", { ballot }, new AbortController());
  if (!code) return true;
  say(code === "closed" ? "#closed-back" : (SAID[code] ?? "no-contact"));
  return false;
}

/** Print the receipt without the answers, whatever else the page shows. */
function printReceipt() {
  const { classList } = document.documentElement;
  classList.add("kit-receipt-only");
  addEventListener("afterprint", () => classList.remove("kit-receipt-only"), { once: true });
  print();
}
