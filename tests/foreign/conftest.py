"""The packages in this folder are installed by tests; they are not tests themselves."""

collect_ignore_glob = ["*/*"]
