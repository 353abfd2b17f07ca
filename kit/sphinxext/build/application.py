"""Sphinx's application for a book: it hears every warning and is honest about many processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.errors import SphinxError

from kit.errors import Problem
from kit.sphinxext.patches.sphinx_parallel_tasks import told_tasks
from kit.sphinxext.patches.switched_off import switched_off
from kit.sphinxext.problems.broken_build import Setting
from kit.sphinxext.problems.warnings import collect_problems


class Unmerged(SphinxError):  # noqa: N818 - it says what happened, and is not shown
    """What an extension has kept in one process, the others would lose; build in one process."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.note = SERIAL.format("read", f"an extension keeps 'env.{name}' and does not merge it")


SERIAL: Final = "one process {}s the pages, which takes longer: {}"
_FEW: Final = 20
"""Pages below which one process is quicker: to fork, and to bring together what two have read, is
what a dozen pages cost. (Eleven took 1.5 s and 0.81 s of the processor; with two 1.9 s and 1.04 s.)
"""


class Application(Sphinx):
    """Builds in several processes what can be built so, and the rest in one, and says why.

    :raises Unmerged: (from :meth:`build`) if an extension is found to be wrong about that.
    """

    def __init__(self, heard: list[Problem], **options: Any) -> None:
        """Begin; what Sphinx and its extensions warn about goes to ``heard``."""
        self.notes = [*switched_off()]
        self._heard = heard
        self._hears = False
        super().__init__(**options)

    def setup_extension(self, extname: str) -> None:
        """Load an extension; from the first one on, warnings are collected."""
        if not self._hears:
            self._hears = True
            collect_problems(self, self._heard)
        super().setup_extension(extname)

    def build(self, *arguments: Any, **options: Any) -> None:
        """Build the book, with processes that tell what went wrong."""
        # After every extension has brought together what it has.
        self.connect("env-merge-info", _on_env_merge_info, priority=999)
        with told_tasks(Setting(Path(self.srcdir), tuple(self.extensions))):
            super().build(*arguments, **options)

    def is_parallel_allowed(self, typ: str) -> bool:
        """Return whether several processes may ``read`` or ``write``, and note why they may not.

        Sphinx would warn, and begin even where it is known to fail, or takes longer than one.
        """
        if len(self.env.found_docs) < _FEW:
            return False
        why = _undeclared(self, typ) or (_unmerged(self) if typ == "read" else None)
        if why:
            self.notes.append(SERIAL.format(typ, why))
        return why is None


def _on_env_merge_info(
    _app: Sphinx, env: BuildEnvironment, _docnames: object, other: BuildEnvironment
) -> None:
    lost = sorted(vars(other).keys() - vars(env).keys())
    if lost:
        raise Unmerged(lost[0])


def _undeclared(app: Sphinx, typ: str) -> str | None:
    for name, extension in app.extensions.items():
        allowed = getattr(extension, f"parallel_{typ}_safe", None)
        if not allowed:
            says = "does not say that" if allowed is None else "says that not"
            return f"the extension '{name}' {says} several may"
    return None


def _unmerged(app: Sphinx) -> str | None:
    """Return who does not bring together what several processes have read, whatever they say."""
    for name, domain in app.registry.domains.items():
        if domain.merge_domaindata is Domain.merge_domaindata:
            owner = _owner(app, domain.__module__)
            return f"the extension '{owner}' has a domain '{name}' without 'merge_domaindata'"
    for listener in app.events.listeners.get("env-merge-info", ()):
        collector = type(getattr(listener.handler, "__self__", None))
        if getattr(collector, "merge_other", None) is EnvironmentCollector.merge_other:
            owner = _owner(app, collector.__module__)
            return f"the extension '{owner}' has a {collector.__name__} without 'merge_other'"
    return None


def _owner(app: Sphinx, module: str) -> str:
    names = [name for name in app.extensions if f"{module}.".startswith(f"{name}.")]
    return max(names, key=len, default=module)
