"""Nothing but what every theme has."""


def setup(app):
    app.connect("html-page-context", on_page)
    app.add_css_file("tides.css")


def on_page(app, name, template, context, doctree):
    context["title"] = context.get("title") or name
