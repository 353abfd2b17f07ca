"""What every page of the collector stands in: access, limits, language, and refusals in words."""
