"""Everything that can be wrong in a book, found in one run."""

from kit.checks.book import check_book

__all__ = ["check_book"]
