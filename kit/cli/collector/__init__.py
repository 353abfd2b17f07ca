"""Commands about rounds and what they keep: units, links, rounds, reports, backups."""
