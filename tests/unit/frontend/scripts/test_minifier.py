import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pygments.lexers import JavascriptLexer
from pygments.token import Comment

from kit.frontend.scripts.minifier import minify_script, minify_style

OURS = Path(str(files("kit")))
SCRIPTS = sorted(OURS.rglob("*.js"))
STYLES = sorted(OURS.rglob("*.css"))
NAME = re.compile(r"[A-Za-z_$][\w$]*")
SHORT = re.compile(r"[A-Za-z]{1,2}")


def _name(path: Path) -> str:
    return path.relative_to(OURS).as_posix()


def _parts(source: str) -> list[str]:
    """Return what a script consists of, as another reader of JavaScript sees it."""
    tokens = JavascriptLexer().get_tokens(source)
    return [text for kind, text in tokens if kind not in Comment and text.strip()]


def _renamed(source: list[str], minified: list[str]) -> dict[str, set[str]]:
    """Return what became of the names in a script of which nothing else may change."""
    found: dict[str, set[str]] = {}
    place = 0
    for n, (part, follows) in enumerate(pairwise([*source, ""])):
        # A property of the same name keeps it, and stands before the short one.
        if minified[place : place + 2] == [part, ":"] and follows != ":":
            place += 2
        if part != minified[place]:
            assert NAME.fullmatch(part), (part, minified[place])
            assert SHORT.fullmatch(minified[place])
            assert source[n - 1] not in {".", "?."}
            found.setdefault(part, set()).add(minified[place])
        place += 1
    assert place == len(minified)
    return found


def test_there_are_scripts_and_styles_of_ours() -> None:
    assert len(SCRIPTS) >= 17
    assert len(STYLES) >= 8


@pytest.mark.parametrize("path", SCRIPTS, ids=_name)
def test_a_script_of_ours_means_the_same_when_it_is_minified(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    minified = minify_script(source)
    assert len(minified) < len(source)
    names = _renamed(_parts(source), _parts(minified))
    assert {name: short for name, short in names.items() if len(short) > 1} == {}


@pytest.mark.parametrize(
    "text",
    [
        "`first\n// second\n  third ${a} /* fourth */`",
        "/[/]\\/\\/ {2}  x/g",
        "'</script> // no comment'",
        '"/* no comment */"',
        "`b, ${c}  d`",
    ],
)
def test_minifying_changes_no_text_of_a_script(text: str) -> None:
    assert minify_script(f"// Quiet.\nconst a = {text};\n") == f"const a={text};"


def test_a_script_keeps_what_newer_javascript_has_in_it() -> None:
    source = """/*! EUPL-1.2 */
/** @type {Map<string, number>} */
class A {
  #b = 1_000; // Private.
  static async *c() {
    yield* [this?.d ?? (await e)];
  }
}
f ||= /** @type {A} */ (g).h;
return
i
export default { A };
"""
    minified = """/*! EUPL-1.2 */class A{#b=1_000;static async*c(){yield*[this?.d??(await e)];}}
f||=(g).h;return
i
export default{A};"""
    assert minify_script(source) == minified


def test_a_style_sheet_keeps_its_licence_and_every_text() -> None:
    source = """/*! OFL-1.1 */
/* Quiet. */
a::after {
  content: "/* b */  c";
  background: url("data:image/svg+xml,<svg  viewBox='0 0 1 1'/>");
}
"""
    assert minify_style(source) == (
        """/*! OFL-1.1 */a::after{content:"/* b */  c";"""
        """background:url("data:image/svg+xml,<svg  viewBox='0 0 1 1'/>")}"""
    )


def test_a_browser_reads_the_same_rules_from_a_minified_style_sheet(page: Page) -> None:
    read = """(text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      // A condition, and a value with a variable in it, stay as they are written.
      return Array.from(sheet.cssRules, (rule) => rule.cssText.replace(/([,:]) /g, "$1"));
    }"""
    for path in STYLES:
        source = path.read_text(encoding="utf-8")
        rules = page.evaluate(read, source)
        assert rules, path
        assert page.evaluate(read, minify_style(source)) == rules, path
