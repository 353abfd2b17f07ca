"""Problems as Sphinx warnings (type ``kit``, subtype = code), and Sphinx's warnings as problems."""

from __future__ import annotations

import errno
import io
import logging as standard
import re
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from kit.errors import Place, Problem, Severity
from kit.sphinxext.loaded import Missing

_LOGGER: Final = logging.getLogger(__name__)
_LOCATION: Final = re.compile(r"^(?P<path>.*?)(?::(?P<line>\d+))?(?::<translated>.*)?:?$")

# `kit check` says this, at the page's own place; Sphinx gives it a type only from version 8.
_UNLISTED: Final = "document isn't included in any toctree"

FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}
"""What a disk says that takes no more."""

_LINES_OF_A_CELL: Final = 10_000

_CODES: Final = {
    "exercise": "unknown-exercise",
    "focus-area": "unknown-focus-area",
    "role": "unknown-role",
    "kind": "unknown-kind",
    "platform": "missing-platform",
}


def page_place(env: BuildEnvironment, docname: str, line: int | None = None) -> Place:
    """Return a place on a page."""
    # Sphinx 9 returns a path of a class of its own, whose use as a text it warns about.
    return _place(Path(env.doc2path(docname, base=False)).as_posix(), line or 1)


def _place(path: str, line: int) -> Place:
    # MyST-NB counts the lines of a notebook like this.
    cell, line = divmod(line, _LINES_OF_A_CELL) if path.endswith(".ipynb") else (0, line)
    return Place(path, max(line, 1), 1, cell)


def warn(problem: Problem) -> None:
    """Tell Sphinx about a problem."""
    hint = f" (hint: {problem.hint})" if problem.hint else ""
    _LOGGER.warning(
        "%s%s",
        problem.message,
        hint,
        type="kit",
        subtype=problem.code,
        location=str(problem.place),
        extra={"kit_problem": problem},
    )


class _Locations(logging.WarningLogRecordTranslator):
    """Puts a file in the place of a page, and leaves alone what Sphinx's own handler did first."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(app)
        self._root = app.srcdir

    def filter(self, record: Any) -> bool:
        """Change the record's location, never keep the record back."""
        location = getattr(record, "location", None)
        if isinstance(location, str) and Path(self._root, location).is_file():
            return True
        return bool(super().filter(record))


class ProblemCollector(logging.WarningStreamHandler):
    """Keeps every warning of an application as a problem.

    A warning stream of Sphinx's own class, so that Sphinx holds it back where it holds back the
    others, and hands over each warning once.
    """

    def __init__(self, app: Sphinx, found: list[Problem]) -> None:
        super().__init__(io.StringIO())
        self._found = found
        self._root = Path(app.srcdir)
        self.setLevel(standard.WARNING)
        self.addFilter(logging.WarningSuppressor(app))
        self.addFilter(_Locations(app))
        self.addFilter(logging.OnceFilter())

    def emit(self, record: standard.LogRecord) -> None:
        """Keep one warning."""
        if str(record.msg) == _UNLISTED:
            return
        problem = getattr(record, "kit_problem", None)
        if not isinstance(problem, Problem):
            problem = self._problem(record)
        self._found.append(problem)

    def _problem(self, record: standard.LogRecord) -> Problem:
        severity = Severity.ERROR if record.levelno >= standard.ERROR else Severity.WARNING
        kind = ".".join(
            part for part in (getattr(record, "type", ""), getattr(record, "subtype", "")) if part
        )
        refused = _refused(record)
        if refused is not None:
            # Sphinx goes on without the file.
            message = f"a file could not be written: {refused.strerror}: {refused.filename}"
            return Problem(
                Place("_config.yml"), "not-written", message.replace(f"{self._root}/", "")
            )
        message = " ".join(_plain(standard.LogRecord.getMessage(record)).split())
        message = message.replace(f"{self._root}/", "")
        if kind and not message.endswith(f"[{kind}]"):
            message = f"{message} [{kind}]"
        return Problem(self._place(record), "build", message, severity=severity)

    def _place(self, record: standard.LogRecord) -> Place:
        match = _LOCATION.match(str(getattr(record, "location", None) or ""))
        path = match["path"] if match else ""
        line = int(match["line"]) if match and match["line"] else 1
        if not path:
            return Place("_config.yml")
        try:
            path = Path(path).relative_to(self._root).as_posix()
        except ValueError:
            path = Path(path).as_posix()
        return _place(path, line)


def _refused(record: standard.LogRecord) -> OSError | None:
    """Return the error of a disk that a warning is about, if it is about one."""
    told = record.args if isinstance(record.args, tuple) else ()
    errors = [entry for entry in told if isinstance(entry, OSError) and entry.errno in FULL]
    return errors[0] if errors else None


def absence(missing: Missing, place: Place) -> Problem:
    """Return the problem that a page names something that the book lacks."""
    if missing.what == "platform":
        message = f"the platform in {missing.name} cannot be shown"
    elif missing.what == "kind":
        message = f"nothing installed offers the kind {missing.name!r}"
    else:
        message = f"there is no {missing.what.replace('-', ' ')} {missing.name!r}"
    return Problem(place, _CODES.get(missing.what, "unknown-reference"), message)


def collect_problems(app: Sphinx, found: list[Problem]) -> None:
    """Add the warnings of an application to ``found`` from now on."""
    standard.getLogger(logging.NAMESPACE).addHandler(ProblemCollector(app, found))


def _plain(text: str) -> str:
    """Return a message without the terminal's colour codes."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
