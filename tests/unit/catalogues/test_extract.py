import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from kit.catalogues import LANGUAGES, read_catalogue, write_catalogue
from kit.catalogues.extract import _KEYWORDS, LOCALE, PACKAGE, extracted, untranslated, updated

PLACE = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")


@pytest.fixture(scope="module")
def template() -> Catalog:
    return extracted()


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_strings_of_python_templates_and_modules_are_found(template: Catalog) -> None:
    assert template.get("Services to residents")
    assert template.get("Step by step")
    assert template.get("Fill the screen")


def _asked_within(tree: ast.AST) -> Iterator[int]:
    """Yield the lines on which a text is asked for by what it says, within an f-string."""
    for text in (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)):
        for call in (node for node in ast.walk(text) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name in _KEYWORDS and any(isinstance(each, ast.Constant) for each in call.args):
                yield call.lineno


def test_no_text_stands_within_an_f_string_where_it_is_found_by_newer_pythons_only() -> None:
    assert [*_asked_within(ast.parse("f'{_(\"Slips\")}: {name}'"))] == [1]
    asked = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := [*_asked_within(ast.parse(path.read_bytes()))])
    }
    assert asked == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_what_extraction_writes(
    language: str, template: Catalog, tmp_path: Path
) -> None:
    write_catalogue(tmp_path / "kit.po", updated(language, template))
    committed = LOCALE / language / "LC_MESSAGES" / "kit.po"
    same = (tmp_path / "kit.po").read_bytes() == committed.read_bytes()
    assert same, "run: python -m kit.catalogues.extract"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str, template: Catalog) -> None:
    assert untranslated(updated(language, template)) == []


def test_a_plural_that_is_missing_is_said() -> None:
    catalogue = Catalog()
    catalogue.add(("%(n)d answer", "%(n)d answers"), ("%(n)d svar", ""))
    catalogue.add(("%(n)d vote", "%(n)d votes"), ("%(n)d stemme", "%(n)d stemmer"))
    assert untranslated(catalogue) == [("%(n)d answer", "%(n)d answers")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_obsolete_or_doubtful(language: str, template: Catalog) -> None:
    catalogue = read_catalogue(LOCALE / language / "LC_MESSAGES" / "kit.po", language)
    assert [message.id for message in entries(catalogue) if not template.get(message.id)] == []
    assert not catalogue.obsolete
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_the_text_fills_in(language: str, template: Catalog) -> None:
    for message in entries(updated(language, template)):
        places = set(PLACE.findall(forms(message.id)[-1]))
        for form in forms(message.string):
            assert set(PLACE.findall(form)) == places, message.id
