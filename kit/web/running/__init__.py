"""A meeting that is run through the service: its pages, and how all that follow are told."""
