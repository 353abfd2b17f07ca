import gzip
import re
from pathlib import Path

import pytest

from kit.frontend import asset_files, module_script, module_source, module_strings
from kit.frontend.modules import strip_comments, wrap
from kit.frontend.strings import SENDING, STRINGS
from kit.load import load_book

KINDS = load_book(Path(__file__).parents[2] / "forms").kinds
STORES = ("localStorage", "sessionStorage", "indexedDB", "cookie", "fetch(", "XMLHttpRequest")
STORES += ("sendBeacon", "WebSocket", "serviceWorker", "caches")


@pytest.mark.parametrize("name", STRINGS)
def test_a_module_says_only_what_has_a_string_and_every_string_is_said(name: str) -> None:
    source = module_source(KINDS[name])
    strings = {**STRINGS[name], **SENDING.get(name, {})}
    said = re.findall(r'\b(?:t|text|titled|turn|say)\("([\w-]+)"', source)
    assert set(said) <= set(strings)
    assert [key for key in strings if f'"{key}"' not in source and f"{key}:" not in source] == []


@pytest.mark.parametrize("name", STRINGS)
def test_a_module_stores_nothing_and_sends_nothing_but_answers_at_one_place(name: str) -> None:
    source = module_source(KINDS[name])
    found = [word for word in STORES for _ in range(source.count(word))]
    assert found == (["fetch("] if name in SENDING else [])


def test_what_is_said_of_sending_is_said_only_where_answers_can_be_sent() -> None:
    kind = KINDS["self-assessment"]
    assert "send" not in module_strings(kind, str)
    assert module_strings(kind, str, sending=True)["send"] == "Send anonymously"


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
    heaviest = max(size for name, size in sizes.items() if name not in {"forms.css", "host.js"})
    assert sizes["forms.css"] + sizes["host.js"] + heaviest <= 13 * 1024, sizes
