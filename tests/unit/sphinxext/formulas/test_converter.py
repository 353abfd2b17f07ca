import re

import pytest

from kit.sphinxext.formulas import mathml
from kit.sphinxext.formulas.dialect import CARRIERS


def _shown(formula: str, *, display: bool = True) -> str:
    """Return what stands inside of the MathML of a formula."""
    match = re.fullmatch(r"<math [^>]*>(.*)</math>", mathml(formula, display=display), re.DOTALL)
    assert match is not None
    return match[1]


def test_a_formula_becomes_mathml_with_its_tex_as_alternative_text() -> None:
    html = mathml(r"\frac{a}{b} < 1", display=False)
    assert html.startswith(r'<math alttext="\frac{a}{b} &lt; 1">')
    assert "<mfrac>" in html


def test_a_displayed_formula_is_a_block() -> None:
    assert 'display="block"' in mathml("a", display=True)
    assert 'display="block"' not in mathml("a", display=False)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (r"\left( a", "end of input"),
        (r"\frac{1", "end of input"),
        (r"\mean{x}", r"there is no command \mean"),
        (r"\begin{tikz}\end{tikz}", "there is no environment tikz"),
        (r"\text", r"\text needs something after it"),
        (r"\ce{H2O", "is not closed"),
        (r"\begin{CD} A", "has no"),
        (r"\eqref{there}", "there is no equation with the label 'there'"),
        (r"\color{red;background:url(x)} x", "is no colour"),
    ],
)
def test_what_cannot_be_read_is_a_value_error_that_says_why(formula: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        mathml(formula, display=False)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVA\nSCRIPT:x", " java\tscript:x", "data:text/html,x", "vbscript:x"],
)
def test_a_link_leads_to_no_script(address: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        mathml(rf"\href{{{address}}}{{x}}", display=False)


@pytest.mark.parametrize(
    "address", ["https://example.org/?a=1&b=2", "mailto:x@example.org", "page.html#a:b", "#here"]
)
def test_a_part_of_a_formula_may_be_a_link_and_shows_what_it_would(address: str) -> None:
    assert "<mi>x</mi>" in mathml(rf"\href{{{address}}}{{x}} + 1", display=False)


@pytest.mark.parametrize(
    "formula",
    [
        r"\text{<img src=x onerror=alert(1)>}",
        "<img src=x onerror=alert(1)>",
        r"\tag{<img src=x onerror=alert(1)>}",
        r"\operatorname{<img src=x onerror=alert(1)>}",
        r"\href{https://e.org/\"><img>}{<img src=x>}",
        r"\unicode{x3c}img src=x\unicode{x3e}",
        "\ue000\ue001",
        "\\text{kit-box-0}",
    ],
)
def test_no_html_comes_through_a_formula(formula: str) -> None:
    html = _shown(formula)
    assert "<img" not in html
    assert not re.search(r"[\ue000-\uf8ff]", html)


def test_the_authors_commands_are_known_and_the_alternative_text_stays() -> None:
    html = mathml(r"\mean{x} \in \R", display=False, macros={"mean": ["\\bar{#1}", 1], "R": "R"})
    assert r'alttext="\mean{x} \in \R"' in html
    assert "<mover" in html


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
        r"\begin{alignat}{2}a &= b \\ c &= d\end{alignat}",
        r"\begin{split}a &= b \\ c &= d\end{split}",
        r"\begin{eqnarray*}a &=& b \\ c &=& d\end{eqnarray*}",
        r"\begin{gather}a \\ b\end{gather}",
        r"\begin{multline}a \\ b\end{multline}",
        r"a &= \begin{cases}1 & b\end{cases} \\ &= c",
    ],
)
def test_lines_stand_in_a_table_without_numbers(formula: str) -> None:
    html = mathml(formula, display=True)
    assert "<mtable" in html
    assert "(1)" not in html


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"\max_x", "<munder>"),
        (r"\lim_{n}", "<munder>"),
        (r"\operatorname*{arg\,max}_x", "<munder>"),
        (r"\mathop{\rm argmax}\limits_x", "<munder>"),
        (r"\boldsymbol{\beta}", "<mi>\U0001d737</mi>"),
        (r"\pmb{x}", "<mi>\U0001d499</mi>"),
        (r"\cancel{x}", 'notation="updiagonalstrike"'),
        (r"\begin{array}{c|c} a & b \end{array}", "border-right"),
        (r"\begin{array}{c} a \\ \hline\hline b \end{array}", "border-top"),
        (r"\xrightarrow[a]{b}", "<munderover>"),
        (r"\overbrace{a}^n", "<mo>⏞</mo>"),
        (r"\sum_{\substack{i \\ j}}", "<mtable"),
        (r"\mathrm{d}", '<mi mathvariant="normal">d</mi>'),
        (r"\text{d}", '<mi mathvariant="normal">d</mi>'),
        (r"\arg", "<mi>arg</mi>"),
        (r"\genfrac{(}{)}{0pt}{}{n}{k}", 'linethickness="0"'),
        (r"\P", "<mi>¶</mi>"),
        (r"\sideset{_1^2}{_3^4}\prod", "<mmultiscripts>"),
        (r"\left< x \right>", "<mo>⟨</mo>"),
        (r"\text{når $x$ og 50%}", "<mtext>når\u00a0</mtext><mi>x</mi><mtext>\u00a0og\u00a050%"),
        (r"\textcolor[rgb]{0,0.5,1}{x}", "color:#0080ff;"),
        (r"\color{crimson} x", "color:crimson;"),
        (r"\widetilde{ab}", '<mo stretchy="true">\u0303</mo>'),
        (r"\require{cancel} x", "<mi>x</mi>"),
        (r"\begin{CD} A @>>> B \\ @VVV @| \\ C @= D \end{CD}", "<mtable"),
    ],
)
def test_commands_are_what_they_are_in_latex(formula: str, expected: str) -> None:
    assert expected in _shown(formula)


def test_a_rule_after_the_last_line_is_the_tables_own_and_no_further_line() -> None:
    html = _shown(
        r"\begin{array}{c} \begin{array}{c} a \\ \hline \end{array} \\ \hline \end{array}"
    )
    assert html.count("<mtr>") == 2
    assert html.count("border-bottom") == 2


def test_each_colour_stays_itself_among_those_that_the_converter_knows() -> None:
    names = [rf"\textcolor{{{name}}}{{x}}" for name in CARRIERS]
    assert all(f"color:{value};" in _shown("".join(names)) for value in CARRIERS.values())
    html = _shown(r"\textcolor{navy}{x}\textcolor{#123}{x}\textcolor{navy}{y}")
    assert html.count("color:navy;") == 2
    assert "color:#123;" in html


@pytest.mark.parametrize(
    ("formula", "tex"),
    [
        (r"\ce{H2O}", r"\mathrm{H}_2\mathrm{O}"),
        (r"\ce{SO4^2-}", r"\mathrm{SO}_4^{2-}"),
        (r"\ce{Na+}", r"\mathrm{Na}^{+}"),
        (r"\ce{[AgCl2]-}", r"[\mathrm{AgCl}_{2}]^{-}"),
        (r"\ce{^14_6C}", r"{}_6^{14}\mathrm{C}"),
        (r"\ce{A -> B}", r"\mathrm{A} \longrightarrow \mathrm{B}"),
        (
            r"\ce{A <=>[a b] B}",
            r"\mathrm{A} \xrightleftharpoons{\mathrm{a}\ \mathrm{b}} \mathrm{B}",
        ),
        (r"\ce{C6H5-CHO}", r"\mathrm{C}_6\mathrm{H}_5{-}\mathrm{CHO}"),
        (r"\ce{CaCO3 v}", r"\mathrm{CaCO}_3\downarrow"),
    ],
)
def test_chemistry_is_what_one_would_write_by_hand(formula: str, tex: str) -> None:
    assert re.sub("</?mrow>", "", _shown(formula)) == re.sub("</?mrow>", "", _shown(tex))
