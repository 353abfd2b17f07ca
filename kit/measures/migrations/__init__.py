"""The chain of migrations of measures."""
