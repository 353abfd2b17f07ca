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
