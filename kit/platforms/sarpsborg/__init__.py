"""The reference book as a pack; a wheel holds its files in this very folder."""

from kit.platforms.packs import sarpsborg as pack

__all__ = ["pack"]
