"""Paper: sheets of a book as HTML, and HTML as tagged PDF; knows no Sphinx.

What needs WeasyPrint is in ``pdf.py`` and ``press.py``; importing the others takes nothing.
"""
