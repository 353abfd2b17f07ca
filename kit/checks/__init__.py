"""Everything that can be wrong in a book, found in one run."""

from kit.checks.book import check_book, check_platform_file
from kit.checks.contents import find_page
from kit.checks.front_matter import former_names, renamed_pages
from kit.checks.markup import blocks_of

__all__ = [
    "blocks_of",
    "check_book",
    "check_platform_file",
    "find_page",
    "former_names",
    "renamed_pages",
]
