"""Who looks for the tests of a module finds them under its name.

The tests of ``kit/a/b/c.py`` are in ``tests/unit/a/b/test_c.py``; beside them may be files about a
promise that several modules keep together.
"""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

ELSEWHERE = {
    "A command: test_main.py and tests/e2e run it as people do.": """
        .: __main__
        cli: add build check checked_build new plugin plugins schema serve translate
        cli/collector: audit backup collect links report restore round round_slips units
    """,
    "A check, or what checks share: each has its folders of bad input in tests/invalid.": """
        checks: book
        checks/exercises: alike platform references walking workshops
        checks/markdown: reader
        checks/pages: catalogues directives links plain sources translations
        checks/settings: contents loaded_extensions own_settings
        checks/writing: upkeep writings
    """,
    "Part of a build: tests/e2e builds real books, tests/golden holds what comes out.": """
        sphinxext: __init__ extension
        sphinxext/build: book live one_language prose worker
        sphinxext/inspection: problems
        sphinxext/jupyterbook: contents extensions margin needs same_html vocabulary
        sphinxext/output: context exports index_page theme_colours
        sphinxext/pages: domain fragments notebook_widgets pictures
        sphinxext/problems: stack
        sphinxext/translations: compiled english untranslated
    """,
    "TeX becomes MathML: formulas/test_converter.py and tests/golden/formulas.": """
        sphinxext/formulas: chemistry commands dialect environments equations lines macros
          other_names renderer
    """,
    "Other people's code: patches/test_still_needed.py has a test for each.": """
        patches: myst_page_sections
        sphinxext/patches: myst_documents sphinx_numbering sphinx_pages_to_write
          sphinx_parallel_tasks sphinx_search_index sphinx_translated_paragraphs
          sphinx_watched_settings sphinx_words
    """,
    "For packages of others: tests/foreign runs it in theirs.": """
        testing: book browser contract exporter notebook pack sending
    """,
    "A page of the collector: the tests of its folder ask for it as a browser does.": """
        web: app
        web/access: signed_in
        web/hr: calendar letters
        web/respondents: after_pages
        web/rounds: api next_steps
        web/server: heads
    """,
    "Rounds: the tests of ballots/holding, receiving and rounds play whole ones.": """
        ballots: tables
        ballots/acts: requests
        ballots/holding: ending holder restoring
        ballots/receiving: batch
        ballots/rounds: rows saved_units status
        ballots/units: tables
    """,
    "The database: storage/test_store.py, test_backup.py and tests/durability.": """
        storage: engine process written_back
        storage/schema: postgresql
    """,
    "A widget: test_workshop.py and the others build the whole sheet.": """
        widgets: agreement countdown figure form measures notes run_sheet variants
    """,
    "Results: test_page.py, test_figures.py and test_spreadsheet.py show whole ones.": """
        notebooks: results
        reports: answers_figure canvas cells report writing
    """,
    "A local server: tests/e2e/test_serving*.py asks it.": """
        serving: app aside server
    """,
    "What `kit new`, `add` and `translate` write: tests/e2e runs them.": """
        projects: add new translate
    """,
}
"""Modules without a test file of their own, by the reason: ``folder: module module``."""

LEFT = 131
"""How many they are. This number only falls: a new module comes with its tests."""


def elsewhere() -> set[str]:
    found: list[str] = []
    folder = ""
    for word in " ".join(ELSEWHERE.values()).split():
        if word.endswith(":"):
            folder = word.removesuffix(":")
        else:
            found.append(f"{folder}/{word}.py".removeprefix("./"))
    assert len(found) == len(set(found)) == LEFT
    return set(found)


def modules() -> set[str]:
    """Return the modules that do something; a table, a schema or a list of names does not.

    Of migrations, every store that is opened anew runs all, and compares what comes of it.
    """
    kit = ROOT / "kit"
    return {
        path.relative_to(kit).as_posix()
        for path in kit.rglob("*.py")
        if path.parent.parent.name != "migrations"
        and re.search(rb"^ *(?:async )?def ", path.read_bytes(), re.MULTILINE)
    }


@cache
def without_tests() -> set[str]:
    unit = ROOT / "tests" / "unit"
    return {
        module
        for module in modules()
        if not (unit / module).with_name(f"test_{Path(module).name}").is_file()
    }


def test_every_module_has_a_test_file_of_its_name_or_a_reason() -> None:
    assert sorted(without_tests() - elsewhere()) == []


def test_what_has_tests_of_its_own_or_is_gone_leaves_the_list() -> None:
    assert sorted(elsewhere() - without_tests()) == []
