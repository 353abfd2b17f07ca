"""A platform is found its parts by their ids, and refuses what it cannot mean."""

import pytest
from pydantic import TypeAdapter, ValidationError

from kit.model.platform import Language


@pytest.mark.parametrize("tag", ["nb", "nn", "sv", "en", "sma", "en-GB", "zh-Hant"])
def test_a_language_is_a_tag(tag: str) -> None:
    assert TypeAdapter(Language).validate_python(tag) == tag


@pytest.mark.parametrize("tag", ["", "NB", "norsk", "n", "nb_NO", "nb-", "../nb"])
def test_what_could_be_a_path_or_a_name_is_no_tag(tag: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Language).validate_python(tag)
