"""A button more in the head of Jupyter Book's theme."""


def setup(app):
    app.connect("html-page-context", on_page)


def on_page(app, name, template, context, doctree):
    context["header_buttons"].append({"type": "link", "text": "Flags"})
