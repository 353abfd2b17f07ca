"""The collector's web: what respondents' forms ask, and the pages of leaders and HR."""

from kit.collector.app import Collector, create_collector
from kit.collector.standalone import collector_server, standalone

__all__ = ["Collector", "collector_server", "create_collector", "standalone"]
