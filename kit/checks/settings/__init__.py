"""``_config.yml`` and ``_toc.yml``: which settings there are, and which extensions they load."""
