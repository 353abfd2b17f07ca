"""MyST's directives: their content can begin a section of the page, as an included file's can.

A directive gets its content as nodes to return, and a heading in it ends with them: what stands on
the page below the directive is no part of that section. MyST itself does otherwise for ``include``
alone: it hands the text to its renderer, which it keeps for itself. Costs nothing; what it keeps is
in ``tests/e2e/test_privacy_pages.py``.
"""

from __future__ import annotations

from typing import Any, Final

from kit.patches.versions import holds

MYST: Final = ">=3,<6"
LOST: Final = "a heading that only books that collect have begins no section of its page"


def read_into_page(state: Any, text: str, line: int) -> bool:
    """Read Markdown as if it stood on the page itself; return whether that was possible.

    :param state: what the directive was called with.
    """
    renderer = getattr(state, "_renderer", None) if holds("myst-parser", MYST) else None
    if renderer is None:
        return False
    renderer.nested_render_text(text, line)
    return True
