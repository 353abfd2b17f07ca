"""Put what lives at the root into the wheel: the reference book as a platform pack, the docs."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACK = "kit/platforms/sarpsborg"
PARTS = ("book", "exercises", "locale", "_config.yml", "_toc.yml")


class FromTheRoot(BuildHookInterface):
    """Add the parts of the reference book, and the documentation, to a wheel.

    An editable install gets none of them: in a checkout the pack finds them at the root, and
    copies would go stale. A missing part stops the build, since a wheel without it is broken.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map each part at the root to its place in the pack."""
        if version == "editable":
            return
        for part in PARTS:
            build_data["force_include"][str(Path(self.root) / part)] = f"{PACK}/{part}"
        build_data["force_include"][str(Path(self.root) / "docs")] = "kit/docs"
