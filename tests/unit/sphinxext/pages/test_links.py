import pytest

from kit.sphinxext.pages.links import relative, targets_of


@pytest.mark.parametrize(
    ("origin", "address", "expected"),
    [
        ("book/roles.html", "book/roles.html", "#"),
        ("book/roles.html", "book/roles.html#leader", "#leader"),
        ("book/roles.html", "book/areas/dare.html#text", "areas/dare.html#text"),
        ("exercises/learn/x.html", "book/roles.html", "../../book/roles.html"),
        ("index.html", "exercises/learn/x.ipynb", "exercises/learn/x.ipynb"),
    ],
)
def test_an_address_keeps_its_anchor(origin: str, address: str, expected: str) -> None:
    assert relative(origin, address) == expected


def test_targets_are_those_of_our_own_links_only() -> None:
    html = '<a href="kit:role/leader">a</a> <a href="https://x.example">b</a>'
    assert targets_of(html) == {"role/leader"}
