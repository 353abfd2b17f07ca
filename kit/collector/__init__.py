"""The collector's web: what respondents' forms ask, and the pages of leaders and HR."""

from kit.collector.app import Collector, create_collector
from kit.collector.standalone import collector_server, standalone
from kit.collector.state import Look

__all__ = ["Collector", "Look", "collector_server", "create_collector", "standalone"]
