"""A script that has MathJax set what is new on the page."""

from pathlib import Path


def setup(app):
    app.config.html_static_path.append(str(Path(__file__).parent / "static"))
    app.add_js_file("hoist.js")
