"""The leader platform of Lørenskog as a pack: a folder of author files."""

from kit.platforms.packs import lorenskog as pack

__all__ = ["pack"]
