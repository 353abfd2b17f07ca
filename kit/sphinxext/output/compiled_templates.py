"""The templates of the theme, compiled once as long as the process lives."""

from __future__ import annotations

from typing import Final

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from sphinx.application import Sphinx


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


def remember_templates(app: Sphinx) -> None:
    """Let every builder in this process use the same compiled templates."""
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if isinstance(environment, Environment):
        environment.bytecode_cache = _MEMORY
