"""Pages and their translations: what they show, what they point to, and whether it is there."""
