"""Books in several languages: translated prose as Sphinx reads it, and what stays untranslated."""
