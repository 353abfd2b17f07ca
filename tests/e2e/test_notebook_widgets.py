"""The widgets of the notebooks in a browser, with the model that anywidget hands them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kit.catalogues import strings
from kit.frontend import module_source
from kit.load import load_book
from kit.notebooks import exporter
from kit.plugins import discover
from kit.widgets import Countdown, SelfAssessment

REPOSITORY = Path(__file__).parents[2]
VECTORS = REPOSITORY / "tests" / "data" / "profile-vectors.json"

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Notebook</title>
<link rel="icon" href="data:,"></head>
<body style="background: white; color: black">
<main><h1>Notebook</h1><div id="cell" class="kit-tool"></div></main>
<script type="module">
import loader from "./widget.js";
const state = JSON.parse(%(state)s);
const assets = JSON.parse(%(assets)s);
const listeners = new Set();
window.saved = 0;
const model = {
  get: (key) => state[key],
  set(key, value) {
    state[key] = value;
    for (const [events, listener] of listeners) if (events.includes(`change:${key}`)) listener();
  },
  save_changes: () => (window.saved += 1),
  on: (events, listener) => listeners.add([events, listener]),
  off: () => listeners.clear(),
  widget_manager: { get_model: async (id) => ({ get: () => assets[id] }) },
};
window.model = model;
window.state = state;
window.end = await loader.render({ model, el: document.querySelector("#cell") });
document.body.dataset.rendered = "";
</script></body></html>
"""


def _embedded(data: object) -> str:
    return json.dumps(json.dumps(data)).replace("<", "\\u003c")


@pytest.fixture
def show(page: Page, tmp_path: Path, serve_folder: Callable[[Path], str]) -> Callable[[Any], Page]:
    """Show a widget on a page of its own, as JupyterLab would."""

    def open_widget(widget: Any) -> Page:
        state = {name: getattr(widget, name) for name in widget.keys if not name.startswith("_")}
        state = {key: value for key, value in state.items() if key not in {"layout", "tooltip"}}
        assets = {name: state[name].text for name in ("module", "look")}
        state |= {name: f"IPY_MODEL_{name}" for name in assets}
        (tmp_path / "widget.js").write_text(widget._esm, encoding="utf-8")
        html = PAGE % {"state": _embedded(state), "assets": _embedded(assets)}
        (tmp_path / "index.html").write_text(html, encoding="utf-8")
        page.goto(f"{serve_folder(tmp_path)}/index.html")
        # The page has loaded before its widget has: a key pressed in between would find nothing.
        expect(page.locator("body[data-rendered]")).to_be_attached()
        return page

    return open_widget


# --- the countdown ----------------------------------------------------------------------------


def countdown(page: Page, show: Callable[[Any], Page], minutes: int = 5) -> Page:
    # The clock stands still until a test moves it, however slow the machine is.
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    show(Countdown("en", "Remember", minutes))
    return page


def test_a_countdown_counts_down_and_says_when_it_is_over(
    page: Page, show: Callable[[Any], Page]
) -> None:
    countdown(page, show, minutes=2)
    clock, said = page.get_by_role("timer"), page.get_by_role("status")
    expect(clock).to_have_text("2:00")
    page.get_by_role("button", name="Start the countdown").click()
    page.clock.run_for(30_000)
    expect(clock).to_have_text("1:30")
    expect(said).to_be_empty()
    page.clock.run_for(31_000)
    expect(said).to_have_text("One minute left of this step.")
    page.clock.run_for(60_000)
    expect(clock).to_have_text("0:00")
    expect(said).to_have_text("The time for this step is up.")


def test_the_kernel_hears_of_buttons_and_of_nothing_else(
    page: Page, show: Callable[[Any], Page]
) -> None:
    countdown(page, show, minutes=45)
    page.get_by_role("button", name="Start the countdown").click()
    page.clock.run_for(44 * 60_000)
    expect(page.get_by_role("timer")).to_have_text("1:00")
    assert page.evaluate("saved") == 1


def test_a_pause_keeps_the_time_that_is_left(page: Page, show: Callable[[Any], Page]) -> None:
    countdown(page, show)
    page.get_by_role("button", name="Start the countdown").click()
    page.clock.run_for(60_000)
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(600_000)
    expect(page.get_by_role("timer")).to_have_text("4:00")
    page.get_by_role("button", name="Continue").click()
    page.clock.run_for(60_000)
    expect(page.get_by_role("timer")).to_have_text("3:00")


def test_a_minute_more_and_from_the_beginning(page: Page, show: Callable[[Any], Page]) -> None:
    countdown(page, show)
    clock = page.get_by_role("timer")
    page.get_by_role("button", name="One minute more").click()
    expect(clock).to_have_text("6:00")
    page.get_by_role("button", name="From the beginning").click()
    expect(clock).to_have_text("5:00")


def test_a_sleeping_tab_does_not_make_it_late(page: Page, show: Callable[[Any], Page]) -> None:
    countdown(page, show)
    page.get_by_role("button", name="Start the countdown").click()
    page.clock.fast_forward(4 * 60_000)
    expect(page.get_by_role("timer")).to_have_text("1:00")


def test_the_countdown_follows_the_variant(page: Page, show: Callable[[Any], Page]) -> None:
    countdown(page, show)
    page.evaluate("model.set('minutes', 3); model.set('left', 180)")
    expect(page.get_by_role("timer")).to_have_text("3:00")


def test_a_countdown_that_is_gone_stops(page: Page, show: Callable[[Any], Page]) -> None:
    countdown(page, show)
    page.get_by_role("button", name="Start the countdown").click()
    page.evaluate("end()")
    page.clock.run_for(60_000)
    expect(page.get_by_role("timer")).to_have_text("5:00")


def test_the_countdown_works_by_keyboard(page: Page, show: Callable[[Any], Page]) -> None:
    countdown(page, show)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Start the countdown")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()


def test_axe_finds_nothing_in_the_countdown(
    show: Callable[[Any], Page], axe: Callable[..., None]
) -> None:
    axe(show(Countdown("en", "Remember", 5)))


# --- the self-assessment ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def definition() -> dict[str, Any]:
    """Take what the notebook of the first group exercise of the reference book carries."""
    book = load_book(REPOSITORY)
    name = min(n for n, entry in book.exercises.items() if entry.value.kind == "group")
    exercise = book.translated("nb").exercises[name]
    context = book.context(name, "nb", strings("nb").gettext)
    made = exporter.export(book.kinds["group"], exercise, context)
    assert made is not None
    cells = {cell["id"]: "".join(cell["source"]) for cell in json.loads(made.data)["cells"]}
    scope: dict[str, Any] = {"SelfAssessment": dict}
    exec(cells["assessment-data"], scope)  # noqa: S102 - our own cell
    carried: dict[str, Any] = scope["self_assessment"]
    return carried


@pytest.fixture(scope="module")
def self_assessment(definition: dict[str, Any]) -> SelfAssessment:
    return SelfAssessment(definition)


def test_an_answer_reaches_the_model(
    show: Callable[[Any], Page], self_assessment: SelfAssessment
) -> None:
    page = show(self_assessment)
    page.get_by_role("radio").first.check()
    item = self_assessment.exercise["items"][0]["id"]
    category = self_assessment.exercise["scale"]["categories"][0]["id"]
    assert page.evaluate("model.get('answers')") == {item: category}
    assert page.evaluate("saved") == 1


def test_the_form_shows_its_profile_in_a_notebook(
    show: Callable[[Any], Page], self_assessment: SelfAssessment
) -> None:
    page = show(self_assessment)
    for _ in self_assessment.exercise["items"]:
        page.locator("fieldset:not([hidden])").get_by_role("radio").nth(3).check()
        page.locator("button[type=submit]").click()
    expect(page.get_by_role("img")).to_be_visible()
    answers = page.evaluate("model.get('answers')")
    self_assessment.answers = answers
    shown = page.locator(".kit-figure .kit-score:not(.kit-end)").all_text_contents()
    expected = [f"{score:.1f}".replace(".", ",") for score in self_assessment.profile["score"]]
    self_assessment.answers = {}
    assert shown == expected


def test_with_a_code_no_answer_reaches_the_model(
    page: Page, show: Callable[[Any], Page], definition: dict[str, Any]
) -> None:
    book = load_book(REPOSITORY)
    platform = book.platform
    assert platform
    exercise = book.exercises[definition["exercise_id"]].value
    shape = book.kinds["self-assessment"].response(exercise, platform.value)
    assert shape
    assert shape.fingerprint() == definition["fingerprint"]
    joined = {
        "round": "r",
        "unit": "Nord",
        "exercise": definition["exercise_id"],
        "k": 5,
        "fingerprint": shape.fingerprint(),
        "item_figures": False,
        "purpose": "Se",
        "discussed_on": "2026-11-20",
        "closes_on": None,
        "code_kind": "room",
        "items": [item.id for item in shape.items],
        "categories": [category.id for category in shape.scale.categories],
    }
    heard: list[str] = []

    def collector(route: Any) -> None:
        heard.append(str(route.request.post_data))
        answer = joined if route.request.url.endswith("join") else {"state": "received"}
        route.fulfill(json=answer, headers={"access-control-allow-origin": "*"})

    page.route("http://127.0.0.1:9/collect/v1/*", collector)
    show(SelfAssessment(definition, collector="http://127.0.0.1:9", join="AAAA-BBBB"))
    # What sends brings its words with it, and is there before anybody answers.
    expect(page.get_by_role("button", name="Begynn")).to_be_visible()
    before = page.evaluate("JSON.stringify(state)")
    page.get_by_role("button", name="Begynn").click()
    for _ in exercise.items:
        page.locator("fieldset:not([hidden])").get_by_role("radio").nth(3).check()
        page.locator("button[type=submit]:visible").click()
    page.get_by_role("button", name="Send anonymt").click()
    expect(page.get_by_role("heading", name="Svarene dine er mottatt")).to_be_focused()
    ballot = json.loads(heard[-1])["ballot"]
    assert page.evaluate("saved") == 0
    after = page.evaluate("JSON.stringify(state)")
    assert after == before
    assert ballot not in after


def test_axe_finds_nothing_in_the_form(
    show: Callable[[Any], Page], self_assessment: SelfAssessment, axe: Callable[..., None]
) -> None:
    axe(show(self_assessment))


def test_the_browser_counts_as_python_does(page: Page) -> None:
    """Both follow tests/data/profile-vectors.json; here the module is asked, and not its page."""
    cases = json.loads(VECTORS.read_text("utf-8"))["cases"]
    source = module_source(discover().of("kit.kinds")["self-assessment"])
    opened = source.replace("export default { render };", "export default { scores };")
    assert opened != source
    counted = page.evaluate(
        """async ([source, cases]) => {
          const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
          const { scores } = (await import(address)).default;
          return cases.map(({ exercise, answers }) => scores(exercise, answers));
        }""",
        [opened, cases],
    )
    for case, scores in zip(cases, counted, strict=True):
        found = [(s["dimension"]["id"], s["score"], s["answered"], s["total"]) for s in scores]
        expected = [
            (p["dimension"], p["score"], p["answered"], p["items"]) for p in case["profile"]
        ]
        assert found == expected, case["name"]
