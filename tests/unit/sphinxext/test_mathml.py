import pytest

from kit.sphinxext.mathml import mathml


def test_a_formula_becomes_mathml_with_its_tex_as_alternative_text() -> None:
    html = mathml(r"\frac{a}{b} < 1", display=False)
    assert html.startswith(r'<math alttext="\frac{a}{b} &lt; 1"')
    assert "<mfrac>" in html
    assert 'display="inline"' in html


def test_a_displayed_formula_is_a_block() -> None:
    assert 'display="block"' in mathml("a", display=True)


def test_a_formula_that_cannot_be_read_is_a_value_error() -> None:
    with pytest.raises(ValueError, match=r"."):
        mathml(r"\left( a", display=False)


def test_an_unknown_command_is_a_value_error() -> None:
    with pytest.raises(ValueError, match=r"there is no command \\mean"):
        mathml(r"\mean{x}", display=False)


def test_the_authors_commands_are_known_and_the_alternative_text_stays() -> None:
    html = mathml(r"\mean{x} \in \R", display=False, macros={"mean": ["\\bar{#1}", 1], "R": "R"})
    assert r'alttext="\mean{x} \in \R"' in html
    assert "<mover>" in html


@pytest.mark.parametrize("macros", [{"loop": r"\loop"}, {"loop": ["#1", 1]}])
def test_a_command_that_never_ends_or_lacks_something_is_a_value_error(
    macros: dict[str, object],
) -> None:
    with pytest.raises(ValueError, match=r"command|needs"):
        mathml(r"\loop", display=False, macros=macros)


@pytest.mark.parametrize(
    "formula",
    [
        r"a \\ b",
        r"\begin{aligned}a &= b \\ &= c\end{aligned}",
        r"\begin{align}a &= b \\ c &= d\end{align}",
        r"\begin{gather}a \\ b\end{gather}",
        r"a &= \begin{cases}1 & b\end{cases} \\ &= c",
    ],
)
def test_lines_stand_in_a_table_without_numbers(formula: str) -> None:
    html = mathml(formula, display=True)
    assert "<mtable" in html
    assert "linebreak" not in html
    assert "(1)" not in html
    assert "<mi>&</mi>" not in html
