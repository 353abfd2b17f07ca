"""HR's own room: units and their people, links, slips, and the calendar of rounds."""
