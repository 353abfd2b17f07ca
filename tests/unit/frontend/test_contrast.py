"""The colours of tokens.css can be read and told apart, in the light and in the dark."""

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest

TOKENS = (files("kit.frontend") / "static" / "tokens.css").read_text(encoding="utf-8")

Palette = dict[str, str]


def _declarations(block: str) -> Palette:
    return dict(re.findall(r"--kit-([a-z0-9-]+):\s*(#[0-9a-f]{6});", block))


def _block(start: str) -> str:
    _, found, rest = TOKENS.partition(start)
    assert found, start
    return rest.partition("}")[0]


LIGHT = _declarations(_block(":root {"))
DARK = LIGHT | _declarations(_block('[data-theme="dark"] {'))


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.1."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _pairs() -> Iterator[tuple[str, str, float]]:
    for ground in ("paper", "surface"):
        for text in ("ink", "ink-quiet", "accent"):
            yield text, ground, 7
        for shape in ("line", "focus"):
            yield shape, ground, 3
    yield "accent-ink", "accent", 7
    for number in range(1, 10):
        hue, soft = f"hue-{number}", f"soft-{number}"
        yield "hue-ink", hue, 7
        for ground in ("paper", "surface", soft):
            yield hue, ground, 7
        yield "ink", soft, 7
        yield "ink-quiet", soft, 4.5
        yield "focus", soft, 3
        yield "line", soft, 3


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), list(_pairs()))
def test_colour_stands_out_from_its_ground(
    palette: Palette, front: str, ground: str, least: float
) -> None:
    assert contrast(palette[front], palette[ground]) >= least


def test_dark_by_the_device_and_dark_by_choice_are_the_same() -> None:
    by_device = _block(':root:not([data-theme="light"]) {')
    by_choice = _block('[data-theme="dark"] {')

    assert by_device.split() == by_choice.split()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_no_hue_is_louder_than_another(palette: Palette) -> None:
    weights = [contrast(palette[f"hue-{n}"], palette["paper"]) for n in range(1, 10)]

    assert max(weights) / min(weights) < 1.15


def test_every_colour_is_a_plain_hex_colour_that_this_test_can_read() -> None:
    assert len(LIGHT) == len(re.findall(r"--kit-[a-z0-9-]+:\s*#", _block(":root {")))
