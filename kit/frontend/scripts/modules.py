"""The ES modules of the forms, as they are and wrapped as classic scripts; and their style.

A page opened from the disk cannot load ES modules, and a strict content security policy allows
no inline script. So each module becomes a file that hands its ``render`` to our small host.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final
from zlib import crc32

from kit.catalogues import strings
from kit.frontend.english import english
from kit.frontend.scripts.agreement_strings import AGREEMENT
from kit.frontend.scripts.bundle import bundled
from kit.frontend.scripts.minifier import minify_script, minify_style
from kit.frontend.scripts.run_strings import RUN
from kit.frontend.scripts.strings import (
    COUNTDOWN,
    SENDING,
    STRINGS,
    WAYS_TO_SENDING,
)
from kit.frontend.scripts.workshop_strings import FOLLOWED, PRACTICE, WORKSHOP
from kit.plugins import Kind, OnItsOwnPage

_OWN: Final = files("kit.frontend")
_SENDING: Final = "sending.js"
_OFFERING: Final = "offering.js"
_NOTEBOOK: Final = "notebook.js"
COUNTDOWN_NAME: Final = "widget-countdown"
"""What a page calls a countdown by itself; it is no kind of exercise."""
WORKSHOP_NAME: Final = "widget-workshop"
"""What the page of a workshop calls what brings it to life; it is no kind of exercise."""
AGREEMENT_NAME: Final = "widget-agreement"
"""What the page of an agreement calls what brings it to life; it is no kind of exercise."""
ENGLISH_NAME: Final = "english.js"
"""What marks words of the kit as English; only books in a language that lacks some have it."""
_EXPORT: Final = re.compile(r"^export default (.+?);?\s*\Z", re.MULTILINE)
_MODULE_ONLY: Final = re.compile(r"^\s*(import\b(?!\()|export\b)", re.MULTILINE)
_NAMED: Final = re.compile(r'"#([\w-]+)"')
"""The name of a text in the part that sends answers."""


def module_name(kind: Kind) -> str | None:
    """Return the file name of the kind's script in a page: ``<kind>.js``; none without module."""
    return f"{kind.name}.js" if kind.module else None


def is_run(kind: Kind) -> bool:
    """Return whether an exercise of a kind is run step by step, on a page of its own."""
    return kind.name == "group" and kind.assets is None


def light_module_name(kind: Kind) -> str | None:
    """Return the same for a page with nothing but one exercise: it may do more there."""
    return f"{kind.name}-page.js" if isinstance(kind, OnItsOwnPage) else module_name(kind)


def module_source(kind: Kind) -> str:
    """Return the kind's ES module, for anywidget: ours with what it imports.

    :raises ValueError: if the kind has no module.
    """
    if kind.module is None:
        raise ValueError(f"kind {kind.name!r} has no module")
    return _source(kind, kind.module)


def _source(kind: Kind, module: str) -> str:
    """Return an ES module of a kind: ours with what it imports."""
    if kind.assets is None:
        return _module(module)
    return _read(kind.assets / "modules" / module)


def widget_source(kind: Kind) -> str:
    """Return the kind's module for a notebook, where it is given ``offer`` as in a page.

    :raises ValueError: if the kind has no module, or one that cannot be wrapped.
    """
    form = _expression(kind.name, module_source(kind))
    return f"export default {_own(_NOTEBOOK)}({form}, {_own(_OFFERING)});\n"


def module_files(kind: Kind) -> dict[str, str]:
    """Return the kind's modules by file name, as classic scripts that hand them to the host.

    :raises ValueError: if a module imports something or exports more than a default.
    """
    names = {module_name(kind): kind.module}
    if isinstance(kind, OnItsOwnPage):
        names[light_module_name(kind)] = kind.page_module
    scripts = {
        name: wrap(kind.name, _source(kind, module))
        for name, module in names.items()
        if name and module
    }
    if kind.assets is not None:
        return scripts
    return {name: minify_script(script) for name, script in scripts.items()}


def wrap(name: str, source: str) -> str:
    """Return an ES module as a classic script that hands its default export to the host.

    :raises ValueError: if the module cannot be wrapped.
    """
    body, export = _parts(name, source)
    register = f"(window.kitForms ??= []).push([{json.dumps(name)}, {export}]);"
    return f'(() => {{\n"use strict";\n{body}{register}\n}})();\n'


def sending_module(gettext: Callable[[str], str]) -> str:
    """Return the part that sends answers, as an ES module that brings its words.

    A page fetches it, and a notebook is given it, only where somebody wants to send. Its texts are
    a list, and where it names one, its place stands: that is a fifteenth less to fetch. First in
    the list is what tells it from that of another version of the kit, with other places.

    :raises KeyError: if it names a text that there is not.
    """
    places = {name: str(place) for place, name in enumerate(SENDING, start=1)}
    said = [f"{crc32(' '.join(SENDING).encode()):x}", *map(gettext, SENDING.values())]
    body, export = _parts(_SENDING, _module(_SENDING))
    code = _NAMED.sub(lambda named: places[named[1]], body)
    code = minify_script(f"{code}export default {{...{export}, strings}};", alone=True)
    words = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    # Compressed it is smaller with the words before the code.
    return f"const strings={words};\n{code}\n"


def _own(name: str) -> str:
    """Return one of our modules as an expression, without what only people read."""
    return minify_script(_expression(name, _module(name)))


def _expression(name: str, source: str) -> str:
    body, export = _parts(name, source)
    return f"(() => {{\n{body}return {export};\n}})()"


def _parts(name: str, source: str) -> tuple[str, str]:
    """Return a module without its last line, and what that line exports."""
    export = _EXPORT.search(source)
    body = source[: export.start()] if export else source
    if export is None or _MODULE_ONLY.search(body):
        raise ValueError(
            f"module of {name!r}: it may import nothing, and its last line is its only export"
        )
    return body, export[1]


def run_strings(gettext: Callable[[str], str]) -> dict[str, str]:
    """Return what is said on the page from which a group exercise is run, translated."""
    return {key: gettext(text) for key, text in {**STRINGS["group"], **RUN}.items()}


def module_strings(kind: Kind, gettext: Callable[[str], str]) -> dict[str, str]:
    """Return what the kind's module says, translated.

    A kind of somebody else may have an attribute ``strings``: English texts by key.
    """
    own: Mapping[str, str] = STRINGS.get(kind.name, {}) if kind.assets is None else {}
    texts: Mapping[str, str] = getattr(kind, "strings", own)
    return {key: gettext(text) for key, text in texts.items()}


def countdown_source() -> str:
    """Return the ES module of a countdown by itself, for anywidget."""
    return _module("countdown.js")


def countdown_script() -> str:
    """Return the same as a classic script that hands it to the host."""
    return minify_script(wrap(COUNTDOWN_NAME, countdown_source()))


def countdown_strings(language: str) -> dict[str, str]:
    """Return what a countdown says."""
    return {key: strings(language).gettext(text) for key, text in COUNTDOWN.items()}


def workshop_script() -> str:
    """Return what brings the page of a workshop to life, as a classic script for the host."""
    return minify_script(wrap(WORKSHOP_NAME, _module("workshop.js")))


def agreement_script() -> str:
    """Return what brings the page of an agreement to life, as a classic script for the host."""
    return minify_script(wrap(AGREEMENT_NAME, _module("agreement-page.js")))


def followed_script() -> str:
    """Return what brings it to life where the service shows it, for leader, wall and room."""
    return minify_script(wrap(WORKSHOP_NAME, _module("followed.js")))


def followed_strings(gettext: Callable[[str], str]) -> dict[str, str]:
    """Return what it says beside that where the service shows it, translated."""
    return {key: gettext(text) for key, text in FOLLOWED.items()}


def workshop_strings(gettext: Callable[[str], str], *, answered: bool) -> dict[str, str]:
    """Return what the page of a workshop says, translated.

    :param answered: whether invented colleagues answer a survey there in practice.
    """
    said = {**RUN, **WORKSHOP, **(PRACTICE if answered else {})}
    return {key: gettext(text) for key, text in said.items()}


def countdown_css() -> str:
    """Return the style of a countdown; its colours are those of forms or tools."""
    return _read(_OWN / "static" / "countdown.css")


def form_css() -> str:
    """Return the style of all forms; needs nothing else."""
    return minify_style(_read(_OWN / "static" / "forms.css"))


def host_script() -> str:
    """Return the script that finds the forms of a page and runs their modules."""
    host = minify_script(_read(_OWN / "static" / "host.js"))
    return f"window.kitRun={_own(_OFFERING)};\n{host}"


def english_script(language: str, more: Iterable[str] = ()) -> str | None:
    """Return the script that marks what other scripts say in English; none if they say nothing so.

    :param more: further texts that are in English there, and that scripts may say.
    """
    found = english(language)
    ours = (*STRINGS.values(), COUNTDOWN, RUN, WORKSHOP, PRACTICE, FOLLOWED)
    ours = (*ours, WAYS_TO_SENDING, SENDING, AGREEMENT)
    said = {text for texts in ours for text in texts.values()} if found else set()
    texts = [*(text for text in (found.texts if found else ()) if text in said), *more]
    if not texts:
        return None
    listed = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    return f"window.kitEnglish={listed};\n{minify_script(_read(_OWN / 'static' / ENGLISH_NAME))}"


def asset_bytes(file: Traversable) -> bytes:
    """Return a static file of ours as pages load it: styles and scripts without comments."""
    if file.name.endswith(".css"):
        return minify_style(_read(file)).encode()
    if file.name.endswith(".js"):
        return minify_script(_read(file)).encode()
    return file.read_bytes()


def asset_files(kinds: Iterable[Kind], language: str = "en") -> dict[str, str]:
    """Return the files that pages with forms load, by name, for one folder of static files.

    :param language: of the pages.
    """
    found = {"forms.css": form_css(), "host.js": host_script()}
    found[_SENDING] = sending_module(strings(language).gettext)
    found["workshop.css"] = minify_style(_read(_OWN / "static" / "workshop.css"))
    marking = english_script(language)
    if marking is not None:
        found[ENGLISH_NAME] = marking
    for kind in kinds:
        found |= module_files(kind)
    return found


def _module(name: str) -> str:
    return bundled(f"frontend/modules/{name}")


def _read(path: Traversable) -> str:
    return path.read_text(encoding="utf-8")
