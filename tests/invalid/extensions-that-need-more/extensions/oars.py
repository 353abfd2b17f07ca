"""A script that does without MathJax where there is none."""


def setup(app):
    app.add_js_file(None, body="if (window.MathJax) MathJax.typeset();")
