"""What the two web servers, of the book and of the collector, have in common."""

from kit.web.server.configuration import server_settings
from kit.web.server.heads import MOST, BoundedProtocol

__all__ = ["MOST", "BoundedProtocol", "server_settings"]
