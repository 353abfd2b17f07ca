"""Ordinary Jupyter Books: their settings, contents and extensions. Only this knows Jupyter Book."""
