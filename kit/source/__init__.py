"""YAML files with the place of every value, read without ever raising and written back exactly."""

from kit.source.document import Document, Key
from kit.source.reading import Reading, decode, read, read_bytes
from kit.source.words import Scalar

__all__ = ["Document", "Key", "Reading", "Scalar", "decode", "read", "read_bytes"]
