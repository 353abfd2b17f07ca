/**
 * Runs the module of a form: gives it a model like anywidget's that lives in memory and, where its
 * answers can be sent, `offer`. What sends is fetched when somebody opens a way to it, never before.
 * A module is handed no code, no receipt and no address, whatever its kind.
 */

/** @typedef {{ get(key: string): any, set(key: string, value: unknown): void, on(name: string, callback: () => void): void, off(name: string, callback: () => void): void, save_changes(): void }} Model */
/**
 * What a module gives: `answers` by item, `clear` forgets them for the next person, `show` shows the
 * form anew when somebody begins or leaves; with `button: false` the module itself says when to ask.
 * @typedef {{ answers(): Record<string, string>, clear?(): void, show?(): void, button?: boolean }} Form
 */
/**
 * What it gets: `ask` puts what will be sent after an element, where a code is in use (anew, or as it
 * stands); `back` leads back to what the survey is.
 * @typedef {{ ask(place: Element, anew?: boolean): void, back(): void }} Offered
 */
/** @typedef {(form: Form) => Offered} Offer */
/** @typedef {((() => void) & { translate?(): void }) | void} End */
/** @typedef {{ render(props: { model: Model, el: Element, offer?: Offer }): End }} FormModule */
/** @typedef {{ kind: string, id: string, collector: string, fingerprint: string, categories: { id: string, label: string }[], dont_know: string, items: { id: string, text: string }[], words: Record<string, string> }} Sends */
/** @typedef {{ sends: Sends, sending: string, join?: string, untranslated: { language: string, texts: string[] } }} Sendable */

/** @param {Record<string, unknown>} state @returns {Model} */
function createModel(state) {
  const events = new EventTarget();
  return {
    get: (key) => state[key],
    set(key, value) {
      if (state[key] === value) return;
      state[key] = value;
      events.dispatchEvent(new Event(`change:${key}`));
    },
    // Names are parted by spaces.
    on: (names, callback) =>
      names.split(" ").forEach((name) => events.addEventListener(name, callback)),
    off: (names, callback) =>
      names.split(" ").forEach((name) => events.removeEventListener(name, callback)),
    save_changes() {}
  };
}

/**
 * The two ways to what sends: with a code from the leader, and with a receipt.
 * @param {Sendable} state @param {Element} root @param {boolean} linked whether a link may bring a code
 */
function ways(state, root, linked) {
  const boxes = /** @type {[HTMLElement, HTMLElement]} */ ([...root.querySelectorAll(".kit-code")]);
  // A module that looks for its own form finds no other.
  for (const box of boxes) box.remove();
  const secure = isSecureContext && location.protocol !== "file:";
  /** @type {InstanceType<(typeof import("./sending.js").default)["Sending"]> | undefined} */
  let part;
  /** @type {Form | undefined} */
  let form;
  let waiting = "";
  let tries = 0;
  let over = false;

  /** @param {HTMLDetailsElement} details */
  async function open(details) {
    if (part) return;
    const said = /** @type {Element} */ (details.querySelector(".kit-said"));
    said.textContent = "";
    try {
      // After a failure a browser may not ask for an address again.
      const { default: loaded } = await import(state.sending + (tries ? `?${tries}` : ""));
      Object.assign(state.sends.words, loaded.strings);
      if (over) return;
      part ??= new loaded.Sending(state, root, boxes, form);
    } catch {
      tries += 1;
      said.textContent = state.sends.words[navigator.onLine ? "no-contact" : "offline"] ?? "";
      return;
    }
    if (waiting) void part?.join(waiting);
    waiting = "";
  }

  /** @param {string} code that nobody has to type */
  function join(code) {
    if (part) return void part.join(code);
    waiting = code;
    boxes[0].querySelector("details")?.setAttribute("open", "");
  }

  /** Take the code out of a link; it stays neither in the address bar nor in the history. */
  function readLink() {
    const found = /^#join=(.*)/.exec(location.hash)?.[1];
    if (!linked || found === undefined) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    root.querySelector(".kit-fold")?.setAttribute("open", "");
    join(found);
  }

  /** Show the ways, once the form is there. */
  function begin() {
    if (over) return;
    const whole = root.querySelector(".kit-form");
    whole?.after(boxes[1]);
    (whole?.querySelector("form") ?? whole)?.before(boxes[0]);
    for (const box of boxes) {
      const details = box.querySelector("details");
      box.hidden = false;
      box.querySelector(secure ? ":scope > .kit-note" : "details")?.remove();
      details?.addEventListener("toggle", () => void (details.open && open(details)));
    }
    addEventListener("hashchange", readLink);
    readLink();
    if (state.join) join(state.join);
  }

  /** @type {Offer} */
  function offer(given) {
    if (form) throw new Error("offered twice");
    form = given;
    queueMicrotask(begin);
    return { ask: (place, anew) => part?.ask(place, anew), back: () => part?.tellTerms() };
  }

  function end() {
    over = true;
    part?.end();
    removeEventListener("hashchange", readLink);
  }
  return { offer, end, translate: () => part?.retell() };
}

/**
 * @param {FormModule} module
 * @param {Record<string, unknown> & Partial<Sendable>} state the data of the form, its words, and what of it can be sent
 * @param {Element} el @param {boolean} linked whether a link may bring a code
 * @returns {End}
 */
function run(module, state, el, linked) {
  state.untranslated ??= { language: "", texts: [] };
  const { sends, sending, join, ...own } = state;
  const root = el.closest(".kit-exercise") ?? el.querySelector(".kit-exercise") ?? el;
  const way = sends && ways(/** @type {Sendable} */ (state), root, linked);
  /** @type {End} */
  let end;
  const done = () => {
    way?.end();
    end?.();
  };
  try {
    end = module.render({
      model: createModel({ answers: {}, ...own }),
      el,
      ...(way && { offer: way.offer })
    });
  } catch (error) {
    done();
    throw error;
  }
  const translate = end?.translate;
  if (!translate) return done;
  const translateAll = () => {
    translate();
    way?.translate();
  };
  return Object.assign(done, { translate: translateAll });
}

export default run;
