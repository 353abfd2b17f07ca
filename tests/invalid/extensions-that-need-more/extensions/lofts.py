"""Only commands for formulas, which the book takes."""


def setup(app):
    app.connect("config-inited", on_config_inited)


def on_config_inited(app, config):
    config["mathjax3_config"] = {"tex": {"macros": {"R": r"\mathbb{R}"}}}
