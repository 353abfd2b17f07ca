"""The grammar that nobody uses is left out, and is still there to be left out."""

import inspect
import sys

import jsonschema._format as formats
import pytest

from kit.patches import jsonschema_grammar
from kit.patches.jsonschema_grammar import COSTLY, JSONSCHEMA, quick_imports
from kit.patches.versions import holds


def test_the_grammar_that_jsonschema_imports_is_still_there_to_be_imported() -> None:
    assert holds("jsonschema", JSONSCHEMA)
    assert COSTLY in inspect.getsource(formats)


def test_the_grammar_is_not_to_be_had_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, COSTLY, raising=False)
    with quick_imports():
        assert sys.modules[COSTLY] is None
    assert COSTLY not in sys.modules


def test_a_jsonschema_that_was_never_tried_gets_its_grammar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, COSTLY, raising=False)
    monkeypatch.setattr(jsonschema_grammar, "JSONSCHEMA", "<0")
    with quick_imports():
        assert COSTLY not in sys.modules
