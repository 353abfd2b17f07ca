"""The files that exporters make of exercises: made before pages are read, which link to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from kit.errors import Place, Problem, Severity
from kit.model import Exercise
from kit.plugins import (
    FAILURES,
    Context,
    Export,
    Exporter,
    Found,
    Kind,
    export_faults,
    reason,
    texts_of,
)
from kit.sphinxext.loaded import Loaded, loaded
from kit.sphinxext.pages.fragment_cache import remembered
from kit.sphinxext.problems.warnings import warn


def on_env_get_outdated(
    app: Sphinx,
    _env: BuildEnvironment,
    _added: AbstractSet[str],
    _changed: AbstractSet[str],
    _removed: AbstractSet[str],
) -> Sequence[str]:
    """Run the exporters, before it is found out which pages show something that has changed.

    Not earlier: what is said while Sphinx starts, nobody collects yet.
    """
    book = loaded(app)
    if app.builder.format == "html" and book.platform is not None:
        for problem in make_exports(book):
            warn(problem)
    return ()


@dataclass(frozen=True, slots=True)
class _Clash:
    """Two exporters that make a file with one name."""

    kept: Found
    other: Found
    suffix: str


def make_exports(book: Loaded) -> Iterator[Problem]:
    """Run every exporter over every exercise; yield which of them failed, or clash with another.

    The rest goes on. Of two files with one suffix the first stands: the kit's own, or that of the
    exporter whose name comes first.
    """
    clashes: dict[_Clash, list[str]] = {}
    exporters = _in_order(book)
    for exercise_id in book.text.exercises:
        made: dict[str, tuple[Found, Export]] = {}
        for found in exporters:
            try:
                export = _made(book, exercise_id, found.plugin)
            except FAILURES as error:
                yield _failed(book, exercise_id, found, error)
                continue
            if export is None:
                continue
            if export.suffix in made:
                clash = _Clash(made[export.suffix][0], found, export.suffix)
                clashes.setdefault(clash, []).append(book.book.exercises[exercise_id].path)
            else:
                made[export.suffix] = found, export
        if made:
            book.exports[exercise_id] = tuple(export for _, export in made.values())
    yield from (_clashing(clash, paths) for clash, paths in clashes.items())


def _in_order(book: Loaded) -> list[Found]:
    exporters = [one for one in book.book.discovery.found if one.group == "kit.exporters"]
    return sorted(exporters, key=lambda one: (not _is_ours(one.plugin), one.name))


def _is_ours(plugin: object) -> bool:
    return type(plugin).__module__.startswith("kit.")


def _made(book: Loaded, exercise_id: str, exporter: Exporter) -> Export | None:
    """Return what an exporter makes of an exercise.

    :raises TypeError: naming all that is wrong with it.
    """

    def export(kind: Kind, exercise: Exercise, context: Context) -> Export | None:
        texts = texts_of(context.language, kind, exporter)
        made = exporter.export(kind, exercise, replace(context, gettext=texts.gettext))
        if faults := list(export_faults(made)):
            raise TypeError("; ".join(faults))
        return made

    return remembered(book, exercise_id, ("export", exporter.name), export, by=exporter)


def _failed(book: Loaded, exercise_id: str, found: Found, error: BaseException) -> Problem:
    place = Place(book.book.exercises[exercise_id].path)
    message = f"the exporter '{found.name}' ({found.origin}) failed: {reason(error)}"
    return Problem(place, "broken-plugin", message)


def _clashing(clash: _Clash, paths: Sequence[str]) -> Problem:
    """Return the problem of two exporters; only one that lies in the book is its author's fault."""
    kept, other = clash.kept, clash.other
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    in_book = other.origin.startswith("plugins/")
    return Problem(
        Place(other.origin),
        "same-suffix",
        f"the exporters '{kept.name}' ({kept.origin}) and '{other.name}' ({other.origin}) both make"
        f" a '{clash.suffix}' of {paths[0]}{more}; pages offer that of '{kept.name}'",
        "let one of them end its files otherwise, or remove it",
        Severity.ERROR if in_book else Severity.WARNING,
    )
