from pathlib import Path

import pytest

from kit.catalogues import LANGUAGES, strings


def test_each_language_says_it_in_its_own_words() -> None:
    said = {language: strings(language).gettext("Show my profile") for language in LANGUAGES}
    assert said == {
        "nb": "Vis profilen min",
        "nn": "Vis profilen min",
        "sv": "Visa min profil",
        "en": "Show my profile",
    }


@pytest.mark.parametrize(("n", "said"), [(1, "1 minutt"), (2, "2 minutter")])
def test_plural_follows_the_number(n: int, said: str) -> None:
    form = strings("nb").ngettext("%(n)d minute", "%(n)d minutes", n)
    assert form % {"n": n} == said


def test_a_region_falls_back_to_its_language() -> None:
    assert strings("sv-FI").gettext("Back") == "Tillbaka"


def test_an_unknown_language_falls_back_to_english() -> None:
    assert strings("fi").gettext("Back") == "Back"


def test_an_unknown_text_comes_back_as_it_is() -> None:
    assert strings("nb").gettext("No such text") == "No such text"


def test_a_kind_adds_its_own_strings_and_cannot_take_over_ours(tmp_path: Path) -> None:
    messages = tmp_path / "nb" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    entries = 'msgid "Weigh"\nmsgstr "Vei"\n\nmsgid "Back"\nmsgstr "Bak"\n'
    (messages / "dilemma.po").write_text(entries, encoding="utf-8")
    texts = strings("nb", tmp_path)
    assert texts.gettext("Weigh") == "Vei"
    assert texts.gettext("Back") == "Tilbake"
    assert strings("nb").gettext("Weigh") == "Weigh"
