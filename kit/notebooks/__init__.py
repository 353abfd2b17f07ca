"""Exercises as Jupyter notebooks; nothing else in the kit knows nbformat."""

from kit.notebooks.notebook import NotebookExporter, exporter

__all__ = ["NotebookExporter", "exporter"]
