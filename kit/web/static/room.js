// Finds the programme that a room is led through, with the room's code; the page of the programme
// goes on from there. The code stands behind `#`, and in bodies only.
const form = /** @type {HTMLFormElement} */ (document.getElementById("room"));
const field = /** @type {HTMLInputElement} */ (document.getElementById("code"));
const wrong = /** @type {HTMLElement} */ (document.getElementById("code-error"));
const waits = /** @type {HTMLElement} */ (document.getElementById("waits"));
const lost = /** @type {HTMLElement} */ (document.getElementById("lost"));
const given = location.hash.slice(1);
if (given) history.replaceState({ code: given }, "", location.pathname + location.search);

/** @param {string} typed */
async function follow(typed) {
  const code = typed.padEnd(24);
  let known = "";
  form.hidden = true;
  for (;;) {
    try {
      const answer = await fetch(form.dataset.follow ?? "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ code, known })
      });
      lost.hidden = true;
      if (answer.status === 404 || answer.status === 422) return ask(true);
      if (!answer.ok) throw new Error();
      const told = await answer.json();
      // Where too many follow, an answer comes at once and says nothing new.
      if (told.mark === known) await new Promise((done) => setTimeout(done, 2000));
      known = told.mark;
      waits.hidden = Boolean(told.programme);
      if (told.programme) {
        const page = `${(form.dataset.page ?? "").split("?")[0]}/${told.programme}`;
        location.replace(`${page}?lang=${form.dataset.lang}#${typed}`);
        return;
      }
    } catch {
      lost.hidden = false;
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

/** @param {boolean} again */
function ask(again) {
  form.hidden = false;
  wrong.hidden = !again;
  field.toggleAttribute("aria-invalid", again);
  if (again) field.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void follow(field.value.trim());
});
const code = given || history.state?.code;
if (code) void follow(String(code));
else ask(false);
