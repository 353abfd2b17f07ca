"""What a notebook shows as HTML beside its widgets: words stand in templates, escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


def rendered(name: str, **variables: object) -> str:
    """Return the HTML of a template in ``kit/widgets/templates``."""
    return _environment().get_template(name).render(variables)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kit.widgets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
