"""Our scripts and style sheets without what only people read.

Modules of other packages are left as they are: rjsmin does not look into a template literal inside
another, and a test sees only ours.
"""

from __future__ import annotations

from functools import lru_cache

import rcssmin
import rjsmin


@lru_cache(maxsize=64)
def minify_script(source: str, *, alone: bool = False) -> str:
    r"""Return JavaScript with short names, without comments and needless space.

    A licence, ``/*! */``, stays.

    :param alone: whether nothing else sees what it declares at its top, as with a module.

    >>> minify_script("if (a) {\n  // Quiet.\n  b(`c\n  // d`);\n}\n")
    'if(a){b(`c\n  // d`);}'
    """
    # What reads JavaScript is loaded where something is built, not by every command.
    from kit.frontend.scripts.shortening import shortened  # noqa: PLC0415

    return str(rjsmin.jsmin(shortened(source, alone=alone), keep_bang_comments=True))


def minify_style(source: str) -> str:
    r"""Return a style sheet without comments and needless space; a licence, ``/*! */``, stays.

    >>> minify_style("/* Quiet. */\na,\nb:is(i) {\n  color: red;\n}\n")
    'a,b:is(i){color:red}'
    """
    return str(rcssmin.cssmin(source, keep_bang_comments=True))
