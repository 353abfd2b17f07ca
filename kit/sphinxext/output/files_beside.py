"""Files beside the pages: light pages, downloads made by exporters, and redirects from old ids.

They have fixed addresses made from exercise ids and no source file of their own. A file is
written only if what it is made from has changed, and removed when nothing makes it any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.util.osutil import relative_uri

from kit.files import write_whole
from kit.frontend import (
    Frame,
    agreement_page,
    is_run,
    light_page,
    link_exports,
    resolve_links,
    screen_page,
    workshop_page,
)
from kit.model import light_address, measures_address, screen_address, workshop_address
from kit.plugins import screen_of
from kit.sphinxext.config import KitConfig
from kit.sphinxext.loaded import Loaded, loaded
from kit.sphinxext.output.captions import captions_of
from kit.sphinxext.output.former_pages import former_pages
from kit.sphinxext.output.practice import practice_results
from kit.sphinxext.output.redirects import redirect_page
from kit.sphinxext.pages.fragment_cache import remembered
from kit.sphinxext.pages.fragments import Failed, agendas, collecting, failures_named
from kit.sphinxext.pages.links import (
    export_address,
    file_address,
    has_own_measures,
    relative,
    resolver,
    shown_address,
)
from kit.sphinxext.problems.warnings import warn
from kit.sphinxext.translations.english import english_of

MANIFEST_FILENAME: Final = "kit-files.json"
"""Beside the doctrees: what each written file was made from."""


def write_files(app: Sphinx) -> None:
    """Write light pages, downloads and redirects, and remove those of exercises that are gone."""
    out, manifest = Path(app.outdir), Path(app.doctreedir, MANIFEST_FILENAME)
    known = json.loads(manifest.read_text("utf-8")) if manifest.is_file() else {}
    written: dict[str, str] = {}
    english = english_of(str(app.config.language))
    for address, made in _files(app.builder):
        html = english is not None and address.endswith(".html")
        data = english.marked(made.decode()).encode() if html and english else made
        path = out / address
        digest = sha256(data).hexdigest()
        written[address] = digest
        if known.get(address) != digest or not path.is_file():
            # Half a file would count as written to the next build.
            write_whole(path, data)
    for address in known.keys() - written.keys():
        (out / address).unlink(missing_ok=True)
    if written != known:
        write_whole(manifest, json.dumps(written, sort_keys=True).encode())


def _files(builder: Builder) -> Iterator[tuple[str, bytes]]:
    book = loaded(builder)
    yield from former_pages(builder, book.language)
    if book.platform is None:
        return
    for name in sorted(set(_links(book.platform.model_dump()))):
        path = Path(builder.srcdir, name)
        if path.is_file():
            yield file_address(name), path.read_bytes()
    if has_own_measures(builder.env):
        yield measures_address(), _agreement_page(builder, book).encode()
    for exercise_id in book.text.exercises:
        yield from _of_exercise(builder, book, exercise_id)
    for name in book.text.workshops:
        yield from _of_workshop(builder, book, name)


def _of_exercise(builder: Builder, book: Loaded, exercise_id: str) -> Iterator[tuple[str, bytes]]:
    exercise, exports = book.text.exercises[exercise_id], book.exports.get(exercise_id, ())
    kind, addresses = book.book.kinds.get(exercise.kind), [light_address]
    if kind is not None and not is_run(kind):
        addresses.append(screen_address)
    if kind is not None:
        makers = (_light_page, _screen_page)
        try:
            for address, make in zip(addresses, makers, strict=False):
                yield address(exercise_id), make(builder, book, exercise_id).encode()
        except Failed as failed:
            warn(failed.problem)
    for export in exports:
        yield export_address(exercise_id, export.suffix), export.data
    for former in exercise.formerly:
        if former not in book.text.exercises:
            for address in addresses:
                there = address(exercise_id)
                yield (
                    address(former),
                    _redirect(book, address(former), there, exercise.title),
                )
            # A file can lead nowhere: whoever has its old address gets the present one.
            for export in exports:
                yield export_address(former, export.suffix), export.data


def _agreement_page(builder: Builder, book: Loaded) -> str:
    """Return the page on which a team writes what it agrees on, wherever in the book it met."""
    frame = _frame(builder, measures_address(), "workshop", "")
    collector = book.collector.rstrip("/") if book.collector else None
    service = None if collector is None else f"{collector}/collect/measures/new"
    context = book.context("")
    html = agreement_page(context, book.text.workshops, frame, service=service)
    return resolve_links(html, resolver(builder, measures_address()))


def _of_workshop(builder: Builder, book: Loaded, name: str) -> Iterator[tuple[str, bytes]]:
    workshop, address = book.text.workshops[name], workshop_address(name)
    try:
        found = agendas(book, name)
        shown = practice_results(book, found)
    except Failed as failed:
        warn(failed.problem)
    else:
        frame = _frame(builder, address, "workshop", name)
        sent = collecting(book) if book.collector else []
        context = book.context(name)
        html = workshop_page(
            name,
            workshop,
            found,
            context,
            frame,
            collecting=sent,
            practice=shown,
            captions=captions_of(builder, book),
        )
        yield address, resolve_links(html, resolver(builder, address)).encode()
    for former in workshop.formerly:
        if former not in book.text.workshops:
            yield (
                workshop_address(former),
                _redirect(book, workshop_address(former), address, workshop.title),
            )


def _links(data: Any) -> Iterator[str]:
    """Yield what the platform links to and is not on the web: films and papers in the book."""
    if isinstance(data, dict):
        link = data.get("link")
        if isinstance(link, str) and ":" not in link:
            yield link
        for value in data.values():
            yield from _links(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _links(value)


def _light_page(builder: Builder, book: Loaded, exercise_id: str) -> str:
    origin = light_address(exercise_id)
    frame = _frame(builder, origin, "exercise", exercise_id)
    with failures_named(book, exercise_id):
        html = remembered(
            book,
            exercise_id,
            ("light", frame.book, frame.book_title, *frame.languages),
            lambda kind, exercise, context: light_page(kind, exercise, context, frame),
        )
    html = link_exports(
        html, exercise_id, book.exports.get(exercise_id, ()), book.language, light=True
    )
    return resolve_links(html, resolver(builder, origin))


def _screen_page(builder: Builder, book: Loaded, exercise_id: str) -> str:
    origin = screen_address(exercise_id)
    frame = _frame(builder, origin, "exercise", exercise_id)
    exercise, context = book.text.exercises[exercise_id], book.context(exercise_id)
    with failures_named(book, exercise_id):
        agenda = screen_of(book.kind(exercise_id), exercise, context)
    html = screen_page(
        exercise,
        agenda,
        context,
        frame,
        collecting=collecting(book) if book.collector else (),
        practice=practice_results(book, (exercise_id,)),
    )
    return resolve_links(html, resolver(builder, origin))


def _frame(builder: Builder, origin: str, what: str, name: str) -> Frame:
    """Return where a light page stands, whose place in the book is where that shows it.

    A meeting that no page shows has the first page, where whoever leads begins to look.
    """
    place = shown_address(builder, what, name)
    if place is None and what == "workshop":
        place = builder.get_target_uri(str(builder.config.root_doc))
    return Frame(
        relative_uri(origin, "_static"),
        None if place is None else relative(origin, place),
        book_title(builder.config),
        _addresses(builder, origin),
    )


def _addresses(builder: Builder, origin: str) -> dict[str, str]:
    """Return the address of a light page in each language, as seen from it."""
    top = "../" * (origin.count("/") + 1)
    return {name: f"{top}{name}/{origin}" for name in KitConfig.of(builder.config).languages}


def book_title(config: Config) -> str:
    """Return the title of the book in the language of its pages."""
    return str(config.html_title or config.project)


def _redirect(book: Loaded, former: str, address: str, title: str) -> bytes:
    return redirect_page(book.language, former, address, static="_static", title=str(title))
