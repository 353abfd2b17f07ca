"""A style for a part of Jupyter Book's theme; 'sails' names the folder where it lies."""


def setup(app):
    app.add_css_file("decks.css")
