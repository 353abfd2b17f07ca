import pytest

from kit.catalogues import language_name
from kit.sphinxext.translations.languages import search_language


@pytest.mark.parametrize(
    ("language", "stemmer"),
    [("nb", "no"), ("nn", "no"), ("nb-NO", "no"), ("sv", "sv"), ("en", "en")],
)
def test_norwegian_is_searched_with_the_norwegian_stemmer(language: str, stemmer: str) -> None:
    assert search_language(language) == stemmer


def test_a_language_is_called_what_its_speakers_call_it() -> None:
    assert [language_name(code) for code in ("nb", "nn", "sv", "en")] == [
        "Norsk bokmål",
        "Norsk nynorsk",
        "Svenska",
        "English",
    ]


def test_a_language_that_nobody_knows_is_called_by_its_code() -> None:
    assert language_name("qqq") == "qqq"
