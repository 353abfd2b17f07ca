"""A part of MathJax that is loaded late."""


def setup(app):
    app.connect("config-inited", on_config_inited)


def on_config_inited(app, config):
    config.mathjax3_config = {}
    config.mathjax3_config["loader"] = {"load": ["ui/lazy"]}
