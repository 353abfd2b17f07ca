"""A self-assessment as somebody uses it who has only a keyboard, and a bad net."""

from collections.abc import Mapping

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


def go_through(form: Locator, answers: Mapping[str, str]) -> None:
    """Answer some of the statements and press the button below each, in one go.

    That somebody can do it by finger and by keyboard is shown elsewhere.
    """
    form.locator(".kit-items").evaluate(
        """(items, answers) => {
            for (const item of items.querySelectorAll(".kit-item")) {
                const category = answers[item.dataset.item];
                if (category) item.querySelector(`input[value="${category}"]`).click();
                items.querySelector("button[type=submit]").click();
            }
        }""",
        answers,
    )


def lose_the_answer(route: Route) -> None:
    """Let a request through, and lose what comes back."""
    route.fetch()
    route.abort()
