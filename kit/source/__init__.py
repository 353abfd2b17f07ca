"""YAML files with the place of every value, read without ever raising and written back exactly."""

from kit.source.document import Document, Key
from kit.source.reading import Reading, read, read_bytes, read_data, read_text
from kit.source.scalars import Scalar, is_date_elsewhere
from kit.source.splicing import with_value

__all__ = [
    "Document",
    "Key",
    "Reading",
    "Scalar",
    "is_date_elsewhere",
    "read",
    "read_bytes",
    "read_data",
    "read_text",
    "with_value",
]
