"""Sphinx's settings: whoever changes one is noticed.

Sphinx tells nobody that an extension has changed a setting, and a comparison afterwards does not
say who it was. Costs nothing in a build: only ``kit check`` looks, in a process of its own. What it
keeps, advice about extensions that count on MathJax or another theme, is in
``tests/invalid/extensions-that-need-more``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sphinx.config import Config

from kit.patches.versions import holds

SPHINX: Final = ">=7.4,<10"
LOST: Final = "what extensions set and cannot have here is not told"


class _Watched(Config):
    """Settings that tell what is changed in them."""

    kit_on_change: Callable[[str], None]

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        self.kit_on_change(name)


def watch_settings(config: Config, on_change: Callable[[str], None]) -> None:
    """Call ``on_change`` with the name of each setting that is changed from now on."""
    if holds("sphinx", SPHINX) and not isinstance(config, _Watched):
        vars(config)["kit_on_change"] = on_change
        config.__class__ = _Watched
