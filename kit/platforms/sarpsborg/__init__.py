"""The reference book as a pack; a wheel holds its files in this very folder."""

from kit.platforms.sarpsborg.location import pack

__all__ = ["pack"]
