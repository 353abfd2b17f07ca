"""The colours of figures: what is said to be readable is."""

import pytest

from kit.figures import look

COLOURS = (
    *(look.PAPER, look.INK, look.DOT, look.QUIET, look.HAIR, look.MIDDLE),
    *(*look.LOW, *look.HIGH, look.ON_STRONG, look.ON_WEAK),
)


def luminance(colour: str) -> float:
    """Return how light a colour is, as WCAG 2 counts it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [look.INK, look.DOT])
def test_no_difference_rests_on_a_hue_on_the_books_paper(colour: str) -> None:
    assert contrast(colour, look.PAPER) > 8


def test_what_is_said_beside_the_thing_itself_can_be_read() -> None:
    assert contrast(look.QUIET, look.PAPER) >= 7


@pytest.mark.parametrize("side", [look.LOW, look.HIGH])
def test_numbers_can_be_read_on_each_part_of_a_bar(side: tuple[str, ...]) -> None:
    *strong, weak = side
    assert [contrast(look.ON_STRONG, colour) >= 4.5 for colour in strong] == [True, True]
    assert contrast(look.ON_WEAK, weak) >= 4.5
    assert contrast(look.ON_WEAK, look.MIDDLE) >= 4.5


def test_a_side_is_strongest_first_and_neither_looks_better_than_the_other() -> None:
    for low, high in zip(look.LOW, look.HIGH, strict=True):
        assert contrast(low, high) < 1.6
    for side in (look.LOW, look.HIGH):
        assert sorted(side, key=luminance) == list(side)


def test_a_page_can_exchange_each_colour_for_one_of_its_own() -> None:
    assert len({colour.lower() for colour in COLOURS}) == len(COLOURS)


def test_a_figure_has_the_books_paper_and_the_size_that_was_asked_for() -> None:
    figure = look.new_figure(4, 2.5)
    assert tuple(figure.get_size_inches()) == (4, 2.5)
    red, green, blue, _ = figure.get_facecolor()
    assert "#" + "".join(f"{round(255 * part):02x}" for part in (red, green, blue)) == look.PAPER
