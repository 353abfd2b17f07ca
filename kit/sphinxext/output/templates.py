"""What Sphinx takes templates from: compiled once, with what is English on each page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.jinja2glue import BuiltinTemplateLoader

from kit.sphinxext.translations.english import english_of


class Memory(BytecodeCache):
    """Compiled templates by their key; Jinja compares their source itself."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was kept."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


_MEMORY: Final = Memory()
"""Of all builders in this process, as long as it lives."""


class Templates(BuiltinTemplateLoader):
    """Sphinx's own templates, whose pages say which of their words are English."""

    _marked: Callable[[str], str] | None = None

    def init(self, builder: Builder, *arguments: Any, **options: Any) -> None:
        """Begin with a builder, as Sphinx asks."""
        super().init(builder, *arguments, **options)
        self.environment.bytecode_cache = _MEMORY
        language = str(builder.config.language)
        english = english_of(language) if builder.format == "html" else None
        self._marked = english.marked if english else None

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]  # as Sphinx's
        """Return a page."""
        page = super().render(template, context)
        return self._marked(page) if self._marked else page


def bring_templates(config: Config) -> None:
    """Let Sphinx take its templates from here, unless the author has them from elsewhere."""
    if config.template_bridge is None:
        config.template_bridge = f"{Templates.__module__}.{Templates.__qualname__}"
