from dataclasses import fields
from typing import Any

import pytest
from sphinx.config import Config

from kit.sphinxext.config import KitConfig


def _config(**values: Any) -> Config:
    config = Config({}, {})
    for option in fields(KitConfig):
        name = option.name
        default: Any = {"languages": [], "repository": {}, "brand": {}}.get(name, option.default)
        config.add(f"kit_{name}", default, "", ())
        if name in values:
            config[f"kit_{name}"] = values[name]
    return config


def test_languages_are_taken_in_the_authors_order() -> None:
    assert KitConfig.of(_config(languages=["nb", "en"])).languages == ("nb", "en")


def test_one_word_is_not_a_list_of_languages() -> None:
    with pytest.raises(TypeError, match="kit_languages: it is not a list"):
        KitConfig.of(_config(languages="nb"))


def test_a_false_that_yaml_made_of_norwegian_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="kit_languages: False is not a language"):
        KitConfig.of(_config(languages=["nb", False]))
