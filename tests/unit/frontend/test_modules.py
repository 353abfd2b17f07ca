import gzip
import re
from pathlib import Path

import pytest

from kit.frontend import asset_files, module_script, module_source, module_strings
from kit.frontend.modules import strip_comments, wrap
from kit.frontend.strings import STRINGS
from kit.load import load_book

KINDS = load_book(Path(__file__).parents[2] / "forms").kinds
STORES = ("localStorage", "sessionStorage", "indexedDB", "cookie", "fetch(", "XMLHttpRequest")
STORES += ("sendBeacon", "WebSocket", "serviceWorker", "caches")


@pytest.mark.parametrize("name", STRINGS)
def test_a_module_says_only_what_has_a_string_and_every_string_is_said(name: str) -> None:
    source = module_source(KINDS[name])
    assert set(re.findall(r'\bt\("([\w-]+)"', source)) <= set(STRINGS[name])
    assert [key for key in STRINGS[name] if f'"{key}"' not in source] == []


@pytest.mark.parametrize("name", STRINGS)
def test_a_module_stores_nothing_and_sends_nothing(name: str) -> None:
    source = module_source(KINDS[name])
    assert [word for word in STORES if word in source] == []


@pytest.mark.parametrize("name", STRINGS)
def test_only_the_trusted_form_of_a_notebook_is_set_as_html(name: str) -> None:
    lines = [line for line in module_source(KINDS[name]).splitlines() if "HTML =" in line]
    assert lines == ['  if (!el.firstElementChild) el.innerHTML = model.get("html");']


@pytest.mark.parametrize("name", STRINGS)
def test_a_wrapped_module_hands_its_render_to_the_host(name: str) -> None:
    script = module_script(KINDS[name])
    assert not re.search(r"^\s*(export|import)\b", script, re.MULTILINE)
    assert script.endswith(f'(window.kitForms ??= []).push(["{name}", {{ render }}]);\n}})();\n')


@pytest.mark.parametrize(
    "source",
    [
        'import a from "./a.js";\nexport default { render };\n',
        "export const a = 1;\nexport default { render };\n",
        "function render() {}\n",
        "export default { render };\nmore();\n",
    ],
)
def test_a_module_that_cannot_be_wrapped_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="dilemma"):
        wrap("dilemma", source)


def test_comments_on_lines_of_their_own_go_and_code_stays() -> None:
    source = '/**\n * Says.\n */\nconst a = "/* b */"; // c\n  // d\n\n  run(a);\n'
    assert strip_comments(source) == 'const a = "/* b */"; // c\nrun(a);\n'


def test_strings_come_translated() -> None:
    said = module_strings(KINDS["group"], lambda text: f"<{text}>")
    assert said["pause"] == "<Pause>"


def test_the_same_files_come_out_every_time() -> None:
    assert asset_files(KINDS.values()) == asset_files(KINDS.values())


def test_scripts_and_styles_stay_small() -> None:
    files = asset_files(KINDS.values())
    assert set(files) == {"forms.css", "host.js", "group.js", "reflection.js", "self-assessment.js"}
    sizes = {name: len(gzip.compress(text.encode(), mtime=0)) for name, text in files.items()}
    assert sum(sizes.values()) <= 11 * 1024, sizes
