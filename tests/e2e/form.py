"""A self-assessment as somebody uses it who has only a keyboard, and a bad net."""

from playwright.sync_api import Locator, Page, Route, expect


def press(page: Page, name: str) -> None:
    """Press a button by keyboard alone."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def answer_by_keyboard(page: Page, form: Locator, begin: str) -> None:
    """Begin, answer every statement of a form, and go on to the profile."""
    press(page, begin)
    for _ in range(form.locator(".kit-item").count()):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    expect(form.locator(".kit-profile > :first-child")).to_be_focused()


def lose_the_answer(route: Route) -> None:
    """Let a request through, and lose what comes back."""
    route.fetch()
    route.abort()
