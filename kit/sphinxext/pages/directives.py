"""The directives: each shows what a recipe gives and notes that its page needs it.

Some lines over three hundred: a few for each, all of one shape, and the table of their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from kit.errors import Place, Problem
from kit.model import AREA_PARTS, PLATFORM_PARTS
from kit.patches.myst_page_sections import read_into_page
from kit.sphinxext.config import KitConfig
from kit.sphinxext.loaded import Loaded, Missing, loaded
from kit.sphinxext.pages.domain import KitDomain
from kit.sphinxext.pages.fragments import Failed, Recipe, make, title
from kit.sphinxext.pages.nodes import kit_html, language_classes
from kit.sphinxext.problems.warnings import absence, page_place, warn

_VALUE_ID: Final = re.compile(r'\bid="((?:kit-)?value-([a-z0-9-]+))"')


class KitDirective(SphinxDirective):
    """Base of the directives: shows a recipe, and says at its place what is missing."""

    has_content = False

    @property
    def book(self) -> Loaded:
        """The book in the language of the page."""
        return loaded(self.env)

    @property
    def domain(self) -> KitDomain:
        """Our domain."""
        return self.env.get_domain("kit")  # type: ignore[return-value]  # by our name

    @property
    def level(self) -> int:
        """The level that a heading would have in this place: 2 directly below the page's title."""
        return int(self.state.memo.section_level) + 1

    @property
    def place(self) -> Place:
        """Where the directive stands."""
        return page_place(self.env, self.env.docname, self.lineno)

    def show(self, *recipe: str) -> list[nodes.Node]:
        """Return the HTML that a recipe gives, or nothing and a warning."""
        html = self.made(recipe)
        return [] if html is None else [kit_html(html)]

    def made(self, recipe: Recipe) -> str | None:
        """Return what a recipe gives; none, after a warning, if that is nothing."""
        self.domain.note(recipe)
        try:
            html = make(self.book, recipe)
        except Missing as missing:
            warn(absence(missing, self.place))
            return None
        except Failed as failed:
            warn(failed.problem)
            return None
        self.domain.note_targets(html)
        return html

    def tell(self, code: str, message: str, hint: str | None = None) -> None:
        """Warn about this directive."""
        warn(Problem(self.place, code, message, hint))

    def section(self, what: str, name: str, made: str) -> list[nodes.Node]:
        """Return a section that can be found; the first line of ``made`` is its title."""
        _, _, body = made.partition("\n")
        words = title(self.book, what, name)
        anchor = f"{what}-{name}".replace("/", "-")
        while anchor in self.state.document.ids:
            anchor += "-again"
        # The title comes from YAML and is translated there.
        heading = nodes.title("", words, translatable=False, classes=language_classes(words))
        section = nodes.section("", heading, ids=[anchor], classes=[f"kit-{what}-section"])
        self.state.document.note_explicit_target(section)
        section += kit_html(body)
        self.domain.note_place(what, name, anchor)
        return [section]


class PlatformDirective(KitDirective):
    """``kit-platform [PART]``: a part of the platform, or the overview."""

    optional_arguments = 1
    part: ClassVar[str] = "overview"

    def run(self) -> list[nodes.Node]:
        """Return the part."""
        part = self.arguments[0] if self.arguments else self.part
        if self.arguments and part not in PLATFORM_PARTS:
            self.tell(
                "unknown-reference",
                f"a platform has no part {part!r}",
                f"parts: {', '.join(PLATFORM_PARTS)}",
            )
            return []
        if part == "roles":
            return self.show("roles", str(self.level))
        return self.places(self.show("part", part, str(self.level)))

    def places(self, shown: list[nodes.Node]) -> list[nodes.Node]:
        """Note the values that are shown, so that references find them."""
        for node in shown:
            for anchor, value_id in _VALUE_ID.findall(node["html"]):  # type: ignore[index]
                self.domain.note_place("value", value_id, anchor)
        return shown


class VisionDirective(PlatformDirective):
    """``kit-vision``."""

    optional_arguments = 0
    part = "vision"


class ValuesDirective(PlatformDirective):
    """``kit-values``."""

    optional_arguments = 0
    part = "values"


class FocusAreasDirective(PlatformDirective):
    """``kit-focus-areas``: a card for each."""

    optional_arguments = 0
    part = "focus-areas"


class FocusAreaDirective(KitDirective):
    """``kit-focus-area ID``: what the area means, aims at and asks of each role."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {"show": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the area, or the parts of it that the option names."""
        shown = self.options.get("show", " ".join(AREA_PARTS)).replace(",", " ").split()
        for word in shown:
            if word not in AREA_PARTS:
                self.tell(
                    "wrong-value",
                    f"a focus area cannot show {word!r}",
                    f"it can show: {', '.join(AREA_PARTS)}",
                )
                return []
        area_id = self.arguments[0]
        found = self.show("focus-area", area_id, str(self.level), *shown)
        if found and {"text", "aims"} & set(shown):
            # A page with its questions alone is not the area's page.
            self.domain.note_place("focus-area", area_id)
        return found


class RolesDirective(KitDirective):
    """``kit-roles [ID]``: who the platform speaks to."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return all roles, or the one."""
        found = self.show("roles", str(self.level), *self.arguments)
        if found and self.book.platform:
            for role in self.book.platform.roles:
                if not self.arguments or role.id == self.arguments[0]:
                    anchor = f"role-{role.id}"
                    shown = f'id="{anchor}"' in found[0]["html"]  # type: ignore[index]
                    self.domain.note_place("role", role.id, anchor if shown else "")
        return found


class ExerciseDirective(KitDirective):
    """``kit-exercise ID``: a section with the whole exercise."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the section."""
        exercise_id = self.arguments[0]
        made = self.made(("exercise", exercise_id, str(self.level)))
        if made is None:
            return []
        return self.section("exercise", exercise_id, made)


class WorkshopDirective(KitDirective):
    """``kit-workshop NAME``: a section with the whole programme."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the section."""
        name = self.arguments[0]
        made = self.made(("workshop", name, str(self.level)))
        return [] if made is None else self.section("workshop", name, made)


class WorkshopsDirective(KitDirective):
    """``kit-workshops``: links to the workshops, with what each is for and its minutes."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "focus-area": directives.unchanged_required
    }

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        words = [f"{name}={self.options[name]}" for name in sorted(self.options)]
        return self.show("workshops", str(self.level), *words)


class FilmDirective(KitDirective):
    """``kit-film ID``: a film with its words."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the film."""
        return self.show("film", self.arguments[0], str(self.level))


class ExercisesDirective(KitDirective):
    """``kit-exercises``: links to the exercises that fit, with kind and minutes."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "focus-area": directives.unchanged_required,
        "kind": directives.unchanged_required,
        "role": directives.unchanged_required,
        "develops": directives.unchanged_required,
        "max-minutes": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        words: Sequence[str] = [f"{name}={self.options[name]}" for name in sorted(self.options)]
        return self.show("exercises", str(self.level), *words)


class PrivacyDirective(KitDirective):
    """``kit-privacy``: what happens to answers, with the settings that this book has."""

    part: ClassVar[str] = "privacy"

    def run(self) -> list[nodes.Node]:
        """Return the page's text."""
        collector = KitConfig.of(self.config).collector
        return self.show("privacy", self.part, str(self.level), collector)


class PrivacyQuestionsDirective(PrivacyDirective):
    """``kit-privacy-questions``: the plain answers, for one printed page."""

    part = "privacy-questions"


class CollectingDirective(KitDirective):
    """``kit-collecting``: its content, as if it stood on the page, in a book that collects answers.

    Any other book goes without it: headings, entries of the search and all. Translators get it
    always, so that a book can begin to collect in all its languages.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Read the content into the page's own section, or leave it out."""
        if not KitConfig.of(self.config).collector and self.env.app.builder.name != "gettext":
            return []
        line = self.content_offset + self.lineno
        if read_into_page(self.state, "\n".join(self.content), line):
            return []
        return self.parse_content_to_nodes(allow_section_headings=True)


DIRECTIVES: Final[dict[str, type[KitDirective]]] = {
    "kit-platform": PlatformDirective,
    "kit-vision": VisionDirective,
    "kit-values": ValuesDirective,
    "kit-focus-area": FocusAreaDirective,
    "kit-focus-areas": FocusAreasDirective,
    "kit-roles": RolesDirective,
    "kit-exercise": ExerciseDirective,
    "kit-exercises": ExercisesDirective,
    "kit-film": FilmDirective,
    "kit-collecting": CollectingDirective,
    "kit-privacy": PrivacyDirective,
    "kit-privacy-questions": PrivacyQuestionsDirective,
    "kit-workshop": WorkshopDirective,
    "kit-workshops": WorkshopsDirective,
}


def add_directives(app: Sphinx) -> None:
    """Announce every directive."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
