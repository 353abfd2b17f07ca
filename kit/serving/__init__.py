"""Show the built book in a browser, and rebuild it when the author saves."""

from kit.serving.app import create_app
from kit.serving.server import serve

__all__ = ["create_app", "serve"]
