"""MathJax from a place of its own."""


def setup(app):
    app.config.mathjax_path = "mathjax/tex-chtml.js"
