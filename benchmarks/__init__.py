"""How fast the kit is, as ratios against a peer in the same run; `make bench` runs it."""
