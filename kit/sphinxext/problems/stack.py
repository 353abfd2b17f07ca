"""What was being done when something failed: read from the frames of the exception."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.transforms import Transform
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole

_BEGINS: Final = {("sphinx.application", "build"), ("sphinx.application", "__init__")}
"""Where Sphinx begins; what called it has no part in a failure."""


@dataclass(frozen=True, slots=True)
class Step:
    """One frame: file, line and module of the code, the function's name, and its variables."""

    path: str
    line: int
    module: str
    function: str
    values: Mapping[str, Any]


def bare(error: BaseException) -> BaseException:
    """Return an error without what Sphinx wraps around it.

    Where an extension fails at the end of a build that has failed, it is the first failure.
    """
    for step in reversed([*_own(error)]):
        if _is_emit(step) and step.values.get("name") == "build-finished":
            first = [value for value in step.values.get("args", ()) if isinstance(value, Exception)]
            if first:
                return bare(first[0])
    if isinstance(error, ExtensionError) and error.orig_exc is not None:
        return bare(error.orig_exc)
    return error


def steps(error: BaseException) -> list[Step]:
    """Return the frames between Sphinx's begin and the failure, the failing one last."""
    inner = bare(error)
    found = [*_own(error), *(_own(inner) if inner is not error else ())]
    begins = [
        number for number, step in enumerate(found) if (step.module, step.function) in _BEGINS
    ]
    return found[begins[-1] + 1 :] if begins else found


def _own(error: BaseException) -> Iterator[Step]:
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        yield Step(
            frame.f_code.co_filename,
            trace.tb_lineno,
            str(frame.f_globals.get("__name__", "")),
            frame.f_code.co_name,
            frame.f_locals,
        )
        trace = trace.tb_next


def _is_emit(step: Step) -> bool:
    return step.module == "sphinx.events" and step.function == "emit"


def extension_of(found: list[Step]) -> str | None:
    """Return the extension that was being loaded, if one was."""
    names = [
        str(step.values.get("extname"))
        for step in found
        if step.module == "sphinx.registry" and step.function == "load_extension"
    ]
    return names[-1] if names else None


def page_of(found: list[Step]) -> str | None:
    """Return the name of the page that was read or written, if one was."""
    for step in reversed(found):
        if step.module.startswith("sphinx."):
            name = step.values.get("docname", step.values.get("pagename"))
            if isinstance(name, str) and name:
                return name
    environments = [
        value for step in found for value in step.values.values() if _is_environment(value)
    ]
    with suppress(Exception):
        return str(environments[-1].docname) if environments else None
    return None


def _is_environment(value: object) -> bool:
    return isinstance(value, BuildEnvironment)


def line_of(found: list[Step]) -> int | None:
    """Return the line of the page that was read or shown, if somebody knows it."""
    for step in reversed(found):
        self = step.values.get("directive_instance", step.values.get("self"))
        with suppress(Exception):
            if isinstance(self, SphinxDirective | SphinxRole):
                return int(self.get_source_info()[1])
            if isinstance(self, Directive):
                return self.lineno
            node = step.values.get("node")
            if isinstance(node, nodes.Node) and node.line:
                return node.line
    return None


def doing(found: list[Step]) -> list[str]:
    """Return in a few words what was being done: a directive, a transform, an event."""
    said: dict[str, None] = {}
    for step in reversed(found):
        self = step.values.get("directive_instance", step.values.get("self"))
        with suppress(Exception):
            if _is_emit(step):
                said[f"event '{step.values['name']}'"] = None
            elif isinstance(self, Directive):
                said[f"directive '{self.name}'"] = None
            elif isinstance(self, SphinxRole):
                said[f"role '{self.name}'"] = None
            elif isinstance(self, Transform) and step.function == "apply":
                said[f"transform {type(self).__name__}"] = None
    return [*said][:1]


def definition(step: Step) -> Step | None:
    """Return where somebody defined what Sphinx itself handles in a frame, if it does.

    That is a part of a page that is written, or what a directive gave back.
    """
    made, node = step.values.get("directive_instance"), step.values.get("node")
    if isinstance(made, Directive):
        return _definition(type(made))
    if step.function.startswith("dispatch_") and isinstance(node, nodes.Node):
        return _definition(type(node))
    return None


def _definition(found: type) -> Step:
    path, line = "", 1
    with suppress(Exception):
        path, line = inspect.getfile(found), inspect.getsourcelines(found)[1]
    return Step(path, line, found.__module__, "", {})
