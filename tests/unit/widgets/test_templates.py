"""HTML beside the widgets: what a template is given is text, whatever stands in it."""

import pytest
from jinja2 import UndefinedError

from kit.widgets.templates import rendered

CRAFTED = "<img src=x onerror=alert(1)>"
ITEMS = {"language": "en", "title": CRAFTED, "items": [{"text": CRAFTED}], "_": str}
VOTES = {"picture": "", "alt": f'"{CRAFTED}', "heads": [CRAFTED], "rows": [(CRAFTED, 1, "1 %")]}


@pytest.mark.parametrize(("name", "given"), [("statements.html", ITEMS), ("votes.html", VOTES)])
def test_what_people_wrote_is_never_markup(name: str, given: dict[str, object]) -> None:
    html = rendered(name, **given)
    assert CRAFTED not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") == (
        2 if name == "statements.html" else 3
    )


def test_what_a_template_is_not_given_is_an_error_and_no_hole() -> None:
    with pytest.raises(UndefinedError):
        rendered("votes.html", picture="")
