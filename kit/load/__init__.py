"""A folder of files becomes a book: everything that is right in it, and all that is wrong."""

from kit.load.book import Book, BookText, Entry
from kit.load.kinds import failing_kind, origin_of
from kit.load.loading import CONFIG_FILE, WORDS_FILE, WORKSHOPS, load_book
from kit.load.ordinary import PLATFORM_FILE, RESTORE
from kit.load.schemas import json_schemas
from kit.load.shapes import models_in, name_of
from kit.load.validation import Fault, problem_at, validate_data, validated
from kit.load.wording import as_id

__all__ = [
    "CONFIG_FILE",
    "PLATFORM_FILE",
    "RESTORE",
    "WORDS_FILE",
    "WORKSHOPS",
    "Book",
    "BookText",
    "Entry",
    "Fault",
    "as_id",
    "failing_kind",
    "json_schemas",
    "load_book",
    "models_in",
    "name_of",
    "origin_of",
    "problem_at",
    "validate_data",
    "validated",
]
