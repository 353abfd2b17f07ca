"""How far a translation is: what readers see untranslated is counted, and what is stale named."""

import json

from kit.projects.report import FileReport, Report

FILE = FileReport("locale/nb/a.po", 4, missing=("One",), stale=("Two\n  words" + "x" * 90,))


def test_what_is_missing_or_stale_is_not_done() -> None:
    assert FILE.done == 2


def test_stale_texts_are_named_on_one_short_line_and_all_is_summed_up() -> None:
    first, stale, total = Report("nb", (FILE,)).lines()
    assert first == "locale/nb/a.po: 2 of 4 done, 1 missing, 1 stale"
    assert stale.startswith("  stale: Two words")
    assert len(stale) < 85
    assert total == "nb: 2 of 4 texts done (50 %)"


def test_a_language_that_is_not_built_says_how_it_would_be() -> None:
    assert list(Report("nb", (FILE,), built=False).lines())[-1].startswith("to build the book in")
    assert list(Report("nb", (), built=False).lines()) == []


def test_a_catalogue_without_texts_is_whole() -> None:
    assert (
        list(Report("nb", (FileReport("a.po", 0),)).lines())[-1] == "nb: 0 of 0 texts done (100 %)"
    )


def test_a_machine_reads_the_same() -> None:
    found = json.loads(json.dumps(Report("nb", (FILE,)).as_json()))
    assert found["files"][0]["done"] == 2
    assert found["files"][0]["missing"] == ["One"]
