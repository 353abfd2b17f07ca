"""What a build found is the same after its way from another process."""

import json
from pathlib import Path

from kit.errors import Place, Problem, Severity
from kit.sphinxext.build.result import BuildResult, LanguageResult

WARNING = Problem(Place("a.ipynb", 2, 3, 4), "broken-link", "leads nowhere", None, Severity.WARNING)
ERROR = Problem(Place("a.md", 2, 3), "unknown-key", "'a' is no key", "did you mean 'b'?")


def test_problems_keep_their_place_their_weight_and_their_cell() -> None:
    found = LanguageResult("nb", Path("/out"), (WARNING, ERROR), ("a note",))
    assert LanguageResult.from_json(json.loads(json.dumps(found.as_json()))) == found


def test_a_build_with_warnings_stands_and_one_with_an_error_does_not() -> None:
    assert BuildResult(Path("/site"), ("nb",), (WARNING,), ()).ok
    assert not BuildResult(Path("/site"), ("nb",), (WARNING, ERROR), ()).ok
