"""A button more if there is a place for it; and a mistake of its own, which the build tells."""


def setup(app):
    app.connect("html-page-context", on_page)
    app.connect("html-page-context", on_page_with_length)


def on_page(app, name, template, context, doctree):
    if "header_buttons" in context:
        context["header_buttons"].append({"type": "link", "text": "Winds"})


def on_page_with_length(app, name, template, context, doctree):
    context["title"] = context["length"]
