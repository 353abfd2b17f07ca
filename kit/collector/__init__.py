"""The collector's web: what respondents' forms ask, and the pages of leaders and HR."""

from kit.collector.app import create_collector
from kit.collector.standalone import standalone

__all__ = ["create_collector", "standalone"]
