import pytest

from kit.sphinxext.patches.plain_text import is_plain


@pytest.mark.parametrize(
    "text",
    [
        "Se på det som skiller seg ut (i dag).",
        "Hva lærte vi, og hvem bør vite det?",
        "Rød - blå",
        "Det er greit, sa hun – og gikk «hjem».",
    ],
)
def test_a_line_of_words_is_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "Les *dette*.",
        "Les _dette_.",
        "1. Først",
        "- et punkt",
        "# En overskrift",
        "Se kit.no",
        "Se www.kit",
        "Vent...",
        "Et notat[^1].",
        "Med `kode` i",
        "En [lenke](her).",
        "Et merke (c) her",
        "To  mellomrom",
        "«Det er greit», sa hun.",
        "Første linje.\nAndre linje.",
        "Vis {term}`ord`.",
        "Et tegn: &amp; her",
        "<b>Her</b>",
        "",
    ],
)
def test_a_text_that_markdown_may_show_in_another_way_is_not(text: str) -> None:
    assert not is_plain(text)
