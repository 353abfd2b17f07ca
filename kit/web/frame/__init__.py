"""What every page of the collector stands in: its frame, limits, language, refusals in words."""
