import json
import re
from pathlib import Path

import pytest

from kit.ballots import SENT_LENGTH
from kit.catalogues import strings
from kit.frontend import (
    asset_files,
    bundled,
    module_files,
    module_source,
    module_strings,
    sending_module,
)
from kit.frontend.scripts.modules import run_strings, workshop_strings, wrap
from kit.frontend.scripts.strings import SENDING, STRINGS, WAYS_TO_SENDING
from kit.load import load_book
from kit.model import ITEM_FLOOR

KINDS = load_book(Path(__file__).parents[3] / "forms").kinds
STORES = ("localStorage", "sessionStorage", "indexedDB", "cookie", "fetch(", "XMLHttpRequest")
STORES += ("sendBeacon", "WebSocket", "serviceWorker", "caches")


MODULES = [name for name in STRINGS if KINDS[name].module]
"""Of kinds that are live in a chapter, too."""
SAYS = r'\b(?:t|text|titled|turn|say|door)\((?:\w+, )?"([\w-]+)"'


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_only_what_has_a_string_and_every_string_is_said(name: str) -> None:
    source = module_source(KINDS[name])
    strings = STRINGS[name]
    assert set(re.findall(SAYS, source)) <= set(strings)
    assert [key for key in strings if f'"{key}"' not in source and f"{key}:" not in source] == []


@pytest.mark.parametrize(
    ("name", "value"), [("SENT_LENGTH", SENT_LENGTH), ("ITEM_FLOOR", ITEM_FLOOR)]
)
def test_the_part_that_sends_has_the_numbers_of_the_collector(name: str, value: int) -> None:
    source = bundled("frontend/modules/sending.js")
    assert re.findall(rf"const {name} = (\d+);", source) == [str(value)]


def test_the_part_that_sends_says_only_what_has_a_string_and_every_string_is_said() -> None:
    source = bundled("frontend/modules/sending.js")
    assert set(re.findall(r'"#([\w-]+)"', source)) == SENDING.keys()
    assert set(re.findall(SAYS, source)) <= WAYS_TO_SENDING.keys()


@pytest.mark.parametrize("name", ["group-page", "workshop"])
def test_run_mode_says_only_what_has_a_string_and_every_string_is_said(name: str) -> None:
    source = bundled(f"frontend/modules/{name}.js")
    said = run_strings(str) if name == "group-page" else workshop_strings(str, answered=True)
    assert set(re.findall(SAYS, source)) <= said.keys()
    assert [key for key in said if f'"{key}"' not in source] == []


def test_a_conversation_says_what_has_a_string_and_keeps_and_sends_nothing() -> None:
    source = bundled("frontend/modules/conversation-page.js")
    said = STRINGS["conversation"]
    named = re.findall(r'\b(?:tell|first|act|say)\(\s*"([\w-]+)"', source)
    assert set(named) <= said.keys()
    assert [key for key in said if f'"{key}"' not in source] == []
    assert [word for word in STORES if word in source] == []
    assert source.count("HTML = ") == 1


@pytest.mark.parametrize("name", ["group-page", "workshop"])
def test_run_mode_keeps_a_run_in_the_memory_of_its_tab_and_sends_nothing(name: str) -> None:
    source = bundled(f"frontend/modules/{name}.js")
    assert [word for word in STORES if word in source] == ["sessionStorage"]
    assert "HTML = " not in source.replace('el.innerHTML = model.get("html")', "")


@pytest.mark.parametrize("name", MODULES)
def test_a_module_stores_nothing_and_sends_nothing(name: str) -> None:
    source = module_source(KINDS[name])
    assert [word for word in STORES if word in source] == []


def test_the_part_that_sends_stores_nothing_and_sends_at_one_place() -> None:
    source = sending_module(str)
    assert [word for word in STORES for _ in range(source.count(word))] == ["fetch("]


def test_what_is_said_of_sending_comes_with_the_part_that_sends() -> None:
    assert not SENDING.keys() & WAYS_TO_SENDING.keys()
    first = asset_files((), "nb")["sending.js"].partition("\n")[0]
    version, *said = json.loads(first.removeprefix("const strings=").removesuffix(";"))
    assert said == [strings("nb").gettext(text) for text in SENDING.values()]
    assert '"Send anonymt"' in first
    assert version in sending_module(str)


def test_a_text_of_the_part_that_sends_is_named_by_its_place() -> None:
    code = sending_module(str).partition("\n")[2]
    place = 1 + list(SENDING).index("send")
    assert re.search(rf"\w\({place}\),\(\)=>this\.send\(\w\)", code)
    assert '"#' not in code


def test_no_module_of_a_form_is_told_what_sending_needs() -> None:
    kind = KINDS["self-assessment"]
    source = module_source(kind)
    assert [word for word in ("collector", "fingerprint", "receipt") if word in source] == []
    assert not module_strings(kind, str).keys() & {"send", *WAYS_TO_SENDING}


@pytest.mark.parametrize("name", MODULES)
def test_only_the_trusted_form_of_a_notebook_is_set_as_html(name: str) -> None:
    lines = [line for line in module_source(KINDS[name]).splitlines() if "HTML =" in line]
    assert lines == ['  if (!el.firstElementChild) el.innerHTML = model.get("html");']


@pytest.mark.parametrize("name", MODULES)
def test_a_wrapped_module_hands_its_render_to_the_host(name: str) -> None:
    script = module_files(KINDS[name])[f"{name}.js"]
    assert not re.search(r"^\s*(export|import)\b", script, re.MULTILINE)
    end = rf'\(window\.kitForms\?\?=\[\]\)\.push\(\["{name}",\{{render:\w+\}}\]\);\}}\)\(\);\Z'
    assert re.search(end, script)


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


def test_the_strings_of_a_module_are_in_the_language_of_the_page() -> None:
    said = module_strings(KINDS["group"], lambda text: f"<{text}>")
    assert said["people"] == "<How many>"
    assert run_strings(lambda text: f"<{text}>")["break"] == "<Pause>"


def test_the_same_files_come_out_every_time() -> None:
    assert asset_files(KINDS.values()) == asset_files(KINDS.values())


def test_the_files_are_those_of_the_forms_and_of_sending() -> None:
    names = {"forms.css", "host.js", "sending.js", "group-page.js", "workshop.css"}
    modules = {"group.js", "reflection.js", "self-assessment.js", "conversation-page.js"}
    assert set(asset_files(KINDS.values())) == names | modules
