"""The personnel policy of Östersund as a pack: a folder of author files."""

from kit.platforms.packs import ostersund as pack

__all__ = ["pack"]
