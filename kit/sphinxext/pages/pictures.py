"""Pictures whose files have a space in their names."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.transforms import SphinxTransform


class FindPictures(SphinxTransform):
    """Let ``![](<two boats.png>)`` show the file of that name.

    Markdown makes ``two%20boats.png`` of it, MyST leaves it so, and Sphinx looks for such a file.
    """

    default_priority = 210

    def apply(self, **_options: Any) -> None:
        """Give every image the name of its file, where it has one."""
        for image in self.document.findall(nodes.image):
            written = image["uri"]
            name = unquote(written)
            if name != written and not self._is_there(written) and self._is_there(name):
                image["uri"] = name

    def _is_there(self, name: str) -> bool:
        return ":" not in name and Path(self.env.relfn2path(name)[1]).is_file()
