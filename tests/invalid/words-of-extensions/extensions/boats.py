"""An extension of the author's own, with a directive and a role."""

from docutils.parsers.rst.directives.admonitions import Note
from sphinx.roles import XRefRole


def setup(app):
    app.add_directive("boat", Note)
    app.add_role("harbour", XRefRole())
    return {"parallel_read_safe": True}
