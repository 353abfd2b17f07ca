"""What a book adds to the style of paper."""

from collections.abc import Callable

from kit.frontend import sign_names
from kit.printing.edition import Edition
from kit.printing.style import Heads, style


def test_the_margins_say_which_area_it_is_with_its_sign_and_hue(
    edition: Callable[[str], Edition],
) -> None:
    text = style(edition("nb").platform, Heads('En "tittel" </style>', "Boka", "Side"), "learn")
    assert 'content: "Å lære"' in text
    assert r'content: "En \"tittel\" \3c /style>"' in text
    assert "background: url(" in text
    assert "--hue: #015182" in text
    assert '"Side" " " counter(page) " / " counter(pages)' in text


def test_without_an_area_each_area_has_pages_of_its_own(
    edition: Callable[[str], Edition],
) -> None:
    platform = edition("nb").platform
    text = style(platform, Heads("Heftet", "Boka", "Side"))
    for area in platform.focus_areas:
        assert f".area-{area.id} {{ page: area-{area.id}; }}" in text
        assert area.sign in sign_names()
