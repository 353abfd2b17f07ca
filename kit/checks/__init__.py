"""Everything that can be wrong in a book, found in one run."""

from kit.checks.book import check_book, check_platform_file
from kit.checks.markdown.markup import blocks_of
from kit.checks.pages.front_matter import FRONT_MATTER, former_names, renamed_pages
from kit.checks.settings.contents import find_page

__all__ = [
    "FRONT_MATTER",
    "blocks_of",
    "check_book",
    "check_platform_file",
    "find_page",
    "former_names",
    "renamed_pages",
]
