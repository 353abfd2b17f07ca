"""Our scripts and style sheets without what only people read.

Modules of other packages are left as they are: rjsmin does not look into a template literal inside
another, and a test sees only ours.
"""

from __future__ import annotations

import rcssmin
import rjsmin


def minify_script(source: str) -> str:
    r"""Return JavaScript without comments and needless space; a licence, ``/*! */``, stays.

    >>> minify_script("if (a) {\n  // Quiet.\n  b(`c\n  // d`);\n}\n")
    'if(a){b(`c\n  // d`);}'
    """
    return str(rjsmin.jsmin(source, keep_bang_comments=True))


def minify_style(source: str) -> str:
    r"""Return a style sheet without comments and needless space; a licence, ``/*! */``, stays.

    >>> minify_style("/* Quiet. */\na,\nb:is(i) {\n  color: red;\n}\n")
    'a,b:is(i){color:red}'
    """
    return str(rcssmin.cssmin(source, keep_bang_comments=True))
