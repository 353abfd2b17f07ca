"""What a platform points to: documents, resources, films, and processes that reuse it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from kit.model.base import (
    Authored,
    FocusAreaId,
    Id,
    Line,
    Link,
    Minutes,
    Name,
    Prose,
    RoleId,
    Source,
    Text,
)


class Document(Authored):
    """A document that statements are taken from."""

    id: Id
    title: Name
    publisher: Name | None = None
    date_: date | None = Field(default=None, alias="date")
    link: Link | None = None
    note: Text | None = None


class Law(Authored):
    """A law that statements are taken from."""

    id: Id
    name: Line
    """As it is said in a sentence: ``arbeidsmiljøloven``."""
    number: Name | None = None
    """As the country's collection of laws has it: ``LOV-2005-06-17-62``."""
    link: Link | None = None
    note: Text | None = None


class Credit(Authored):
    """Whose work the platform builds on."""

    id: Id
    text: Text
    link: Link | None = None
    source: Source


class Resource(Authored):
    """A plan, tool or page that readers are sent on to."""

    id: Id
    title: Line
    text: Prose | None = None
    link: Link | None = None
    roles: tuple[RoleId, ...] = ()
    focus_areas: tuple[FocusAreaId, ...] = ()
    source: Source


class Film(Authored):
    """A short film: a link or a local file, and its words as text."""

    id: Id
    title: Line
    text: Text | None = None
    link: Link
    """An address, or a file in the book."""
    captions: Link | None = None
    """A WebVTT file in the book with what is said, beside a film that is a file of the book."""
    minutes: Minutes | None = None
    transcript: Annotated[Text | None, Field(max_length=40_000)] = None
    focus_areas: tuple[FocusAreaId, ...] = ()
    source: Source


class Material(Authored):
    """Something to use in a process: a template, a form, a guide."""

    id: Id
    title: Line
    link: Link


class Process(Authored):
    """A process that reuses the platform: appraisal, onboarding, recruitment."""

    id: Id
    name: Line
    text: Prose | None = None
    owner: Name | None = None
    link: Link | None = None
    material: tuple[Material, ...] = ()
    focus_areas: tuple[FocusAreaId, ...] = ()
    source: Source
