"""The commented example files that a new exercise starts from, one a kind and language."""

from __future__ import annotations

from importlib.resources import files


def example_text(kind: str, language: str) -> str:
    """Return ``examples/<kind>.<language>.yml``, or the English one if there is none."""
    folder = files("kit.kinds") / "examples"
    wanted = folder / f"{kind}.{language}.yml"
    chosen = wanted if wanted.is_file() else folder / f"{kind}.en.yml"
    return chosen.read_text(encoding="utf-8")
