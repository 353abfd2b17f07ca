"""Practice: a whole meeting with invented colleagues, from a disk, and no trace of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.reference_site import reference_site

MARK = "Dette er øving"
FIGURES = "Øving: oppdiktede svar"


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> str:
    return (reference_site(tmp_path_factory) / "nb/workshops/learn.html").as_uri()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_leader_waits_closes_sees_the_result_alone_and_then_shows_it(
    page: Page, meeting: str, axe: Callable[..., None]
) -> None:
    asked: list[str] = []
    page.clock.install()
    page.goto(meeting)
    press(page, "Start")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.on("request", lambda request: asked.append(request.url))
    press(page, "Øv")
    wall = page.locator(".kit-wall")
    expect(wall).to_contain_text(MARK)
    expect(wall).to_contain_text("Steg 1 av")
    page.keyboard.press("Escape")
    with page.expect_popup() as opened:
        press(page, "Ledervindu")
    leader = opened.value
    desk = leader.locator(".kit-desk")
    expect(desk).to_contain_text(MARK)
    press(leader, "Neste steg")
    expect(wall).to_contain_text("Ikke nok svar ennå")
    expect(desk).to_contain_text("Tolv oppdiktede kolleger svarer nå.")
    page.clock.run_for(9_000)
    expect(wall).to_contain_text("Nok svar")
    press(leader, "Lukk undersøkelsen")
    expect(desk.locator("svg").first).to_contain_text(FIGURES)
    expect(desk).to_contain_text("Hvis bildet er hardt")
    expect(wall).to_contain_text("Undersøkelsen er lukket.")
    expect(wall.locator(".kit-shown")).to_have_count(0)
    press(leader, "Vis på veggen")
    expect(wall.locator("svg").first).to_contain_text(FIGURES)
    expect(wall).not_to_contain_text("Hvis bildet er hardt")
    axe(leader)
    axe(page)
    press(leader, "Ta det bort fra veggen")
    expect(wall.locator(".kit-shown")).to_have_count(0)
    leader.close()
    _end(page)
    press(page, "Fortsett med steg 4")
    expect(wall).to_contain_text("Steg 4 av")
    assert asked == []


def _end(page: Page) -> None:
    """End the practice, and see that nothing is left of it."""
    page.keyboard.press("Escape")
    press(page, "Avslutt øvinga")
    expect(page.get_by_text(MARK).filter(visible=True)).to_have_count(0)
    kept = page.evaluate("[Object.keys(sessionStorage), Object.keys(localStorage)]")
    assert [len(keys) for keys in kept] == [1, 0]
    assert "practice" not in kept[0][0]


def test_an_exercise_is_shown_from_its_own_page_and_a_self_assessment_practised_there(
    page: Page, meeting: str
) -> None:
    exercises = meeting.replace("workshops/learn.html", "exercises")
    page.goto(f"{exercises}/dare/three-rings.html")
    page.get_by_role("link", name="Vis på skjermen").click()
    press(page, "Start")
    expect(page.locator(".kit-wall")).to_contain_text("Steg 1 av")
    page.goto(f"{exercises}/learn/where-we-stand.html")
    page.get_by_role("link", name="Vis på skjermen").click()
    press(page, "Øv")
    for words in (MARK, "ingen andre ser den", "Ikke nok svar ennå"):
        expect(page.locator(".kit-wall")).to_contain_text(words)


def test_whoever_opens_the_link_in_the_room_sees_that_it_is_practice(
    page: Page, meeting: str
) -> None:
    page.goto(f"{meeting}#practice=1&view=room")
    expect(page.get_by_text(MARK).filter(visible=True)).to_have_count(1)
