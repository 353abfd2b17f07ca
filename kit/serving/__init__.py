"""Show the built book in a browser, and rebuild it when the author saves."""

from kit.serving.app import create_app
from kit.serving.aside import served_aside
from kit.serving.server import Sources, Told, serve

__all__ = [
    "Sources",
    "Told",
    "create_app",
    "serve",
    "served_aside",
]
