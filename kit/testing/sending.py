"""Send one answer to an exercise from its page in a browser, to a real collector on the side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kit.ballots import (
    Collectable,
    OpenRound,
    RoundPlan,
    UnitSpec,
    UnitTree,
    carry_out,
    decode_vector,
    round_status,
    save_units,
)
from kit.serving import served_aside
from kit.storage import CollectorSettings, Store, open_store
from kit.web.app import create_collector

if TYPE_CHECKING:
    from playwright.sync_api import Page

Answer = Callable[["Page"], None]
"""Answers in the form that a page shows; a kind's author knows how."""

_UNIT: Final = "team"
_PEOPLE: Final = 12
_PATIENCE: Final = 5_000
"""Milliseconds that a page gets for a step."""
_PAGES: Final = 100
"""Buttons that are pressed at most on the way to what will be sent."""
_CHOOSE: Final = """() => {
  const shown = (el) => el.checkVisibility({ visibilityProperty: true });
  for (const el of document.querySelectorAll(".kit-form input[type=radio]")) {
    const group = [...document.getElementsByName(el.name)];
    if (shown(el) && !group.some(({ checked }) => checked)) el.click();
  }
  for (const el of document.querySelectorAll(".kit-form select")) {
    if (!shown(el)) continue;
    el.selectedIndex = el.options.length - 1;
    el.dispatchEvent(new Event("change", { bubbles: true }));
  }
}"""


def sending_failures(
    page: Page, site: Path, path: str, exercise: Collectable, answer: Answer | None
) -> Iterator[str]:
    """Yield what keeps an answer from going from the exercise's page to a collector.

    :param site: the built book, whose answers go to its own host.
    :param path: the exercise's page in it.
    :param answer: answers in the form; none means that choosing in its fields is enough.
    """
    with (
        _collector(site.parent / "collector", exercise) as (app, code),
        served_aside(site, app) as here,
    ):
        said: list[str] = []
        bodies: list[dict[str, str]] = []
        page.on("console", lambda told: said.append(told.text) if told.type == "error" else None)
        page.on("request", lambda asked: _keep(asked, bodies))
        page.goto(f"{here}/{path}#join={code}")
        stopped = _go_through(page, answer or choose)
        if stopped:
            yield from said or [stopped]
            return
    yield from _vector_failures(exercise, bodies)


def choose(page: Page) -> None:
    """Choose the first answer in every group of the form that shows, the last in every list."""
    page.evaluate(_CHOOSE)


def _keep(asked: Any, bodies: list[dict[str, str]]) -> None:
    if asked.url.endswith("/collect/v1/answers"):
        bodies.append(asked.post_data_json)


def _go_through(page: Page, answer: Answer) -> str:
    """Do what somebody does who has a code; return where it ended, or nothing if all was sent."""
    begin = page.locator(".kit-terms .kit-button--primary")
    if not _comes(begin):
        return "it declares a response, and no page offers to send: its module never calls 'offer'"
    begin.click()
    outbox = page.locator(".kit-outbox")
    further = page.locator(".kit-exercise .kit-button--primary")
    for _ in range(_PAGES):
        answer(page)
        if outbox.is_visible():
            break
        shown = [button for button in further.all() if button.is_visible()]
        if not shown:
            return "no button leads on from its form to what will be sent"
        shown[0].click()
    send = outbox.locator(".kit-button--primary")
    if not _comes(send):
        return "what will be sent is never shown"
    send.click()
    return "" if _comes(page.locator(".kit-receipt")) else "the collector did not take the answers"


def _comes(found: Any) -> bool:
    # It comes with the browser, and not every kit has one.
    from playwright.sync_api import TimeoutError as TooLate  # noqa: PLC0415

    try:
        found.first.wait_for(timeout=_PATIENCE)
    except TooLate:
        return False
    return True


def _vector_failures(exercise: Collectable, bodies: list[dict[str, str]]) -> Iterator[str]:
    vector = decode_vector(exercise.shape, bytes.fromhex(bodies[-1]["answers"]))
    if not any(vector):
        yield "what is answered in its form does not arrive: every item was sent as not answered"


@contextmanager
def _collector(folder: Path, exercise: Collectable) -> Iterator[tuple[Any, str]]:
    """Give a collector with a round on the exercise, and the code of its room."""
    keys = folder / "keys"
    database = f"sqlite:///{folder / 'database' / 'collector.sqlite3'}"
    settings = CollectorSettings(database, keys / "code.key", keys / "rounds")
    with closing(open_store(settings)) as store:
        save_units(store, UnitTree(UnitSpec(_UNIT, "A team", _PEOPLE)), "contract")
        code = _open(store, exercise)
        yield create_collector(store, lambda: {exercise.exercise_id: exercise}, holder=False), code


def _open(store: Store, exercise: Collectable) -> str:
    done = carry_out(
        store, "contract", OpenRound(RoundPlan(exercise, _UNIT, "To test", store.today()))
    )
    status = round_status(store, done.round_id) if done and done.round_id else None
    if status is None:
        raise RuntimeError(f"no round could be opened on {exercise.exercise_id}: {done}")
    return status.sessions[0].room_code or ""
