"""Pages that lead on from an old address, as extensions for redirects make them."""

from pathlib import Path

from sphinx.application import Sphinx

PAGE = """<!DOCTYPE html>
<html lang="en">
<title>Moved</title>
<meta http-equiv="refresh" content="0; url={}.html">
</html>
"""


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    for old, new in app.config.moved_pages.items():
        path = Path(app.outdir, "guide", f"{old}.html")
        path.write_text(PAGE.format(new), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_config_value("moved_pages", {}, "html")
    app.connect("build-finished", on_build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
