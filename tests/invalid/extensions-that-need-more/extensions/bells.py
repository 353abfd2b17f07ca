"""A theme of its own."""

from pathlib import Path


def setup(app):
    app.add_html_theme("bells", str(Path(__file__).parent))
