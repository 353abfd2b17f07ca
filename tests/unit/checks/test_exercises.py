"""What exercises must hold true, whatever their kind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.checks import check_book
from kit.checks.persons import identifiable_person
from kit.errors import Place
from kit.load import load_book

Edit = Callable[[str, str, str], None]

ASSESSMENT = "exercises/learn/where-we-stand.yml"

FAILING = """\
from kit.plugins import Finding, discover
reflection = discover().of('kit.kinds')['reflection']
class Schema(reflection.model):
    kind: str
class Rough(type(reflection)):
    name = 'rough'
    model = Schema
    def check(self, exercise, context):
        {body}
kinds = [Rough()]
"""


@pytest.mark.parametrize(
    "body",
    ["raise RuntimeError('no')", "return 5", "yield Finding((), 'made-up-code', 'x')", "yield 'x'"],
)
def test_a_kind_that_fails_is_named_and_stops_nothing_else(
    root: Path, edit: Edit, body: str
) -> None:
    (root / "plugins").mkdir()
    (root / "plugins" / "rough.py").write_text(FAILING.format(body=body), encoding="utf-8")
    edit("exercises/learn/looking-back.yml", "kind: reflection", "kind: rough")
    edit(ASSESSMENT, "dimension: me", "dimension: mee")
    problems = check_book(load_book(root))
    assert [(p.place.path, p.code) for p in problems] == [
        (ASSESSMENT, "unknown-dimension"),
        ("plugins/rough.py", "broken-plugin"),
    ]


def test_a_finding_of_a_foreign_kind_is_shown_at_its_key(root: Path, edit: Edit) -> None:
    body = "yield Finding(('prompts', 1, 'text'), 'wrong-value', 'too rough', 'be kind')"
    (root / "plugins").mkdir()
    (root / "plugins" / "rough.py").write_text(FAILING.format(body=body), encoding="utf-8")
    edit("exercises/learn/looking-back.yml", "kind: reflection", "kind: rough")
    (problem,) = check_book(load_book(root))
    assert problem.place == Place("exercises/learn/looking-back.yml", 16, 11)
    assert (problem.message, problem.hint) == ("too rough", "be kind")


def test_the_rules_of_collecting_bind_only_what_is_collected(root: Path, edit: Edit) -> None:
    edit(ASSESSMENT, "collects: true", "collects: false")
    edit(ASSESSMENT, "We tell each other what went wrong.", "My leader tells us what went wrong.")
    edit(ASSESSMENT, "  - {id: we-try, dimension: us, text: We try new ways of working.}\n", "")
    assert check_book(load_book(root)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Min leder spør oss",
        "Lederen min spør oss",
        "Vi får ros av vår nærmeste leder",
        "Avdelingslederen vår lytter",
        "Leiaren min lyttar",
        "Min chef frågar oss",
        "Chefen vår lyssnar",
        "Närmaste chef ger återkoppling",
        "Vårt skyddsombud är med",
        "My leader asks us",
        "Our line manager listens",
        "My immediate manager listens",
        "Verneombudet vårt blir hørt",
    ],
)
def test_words_for_one_person_in_the_unit_are_found(text: str) -> None:
    assert identifiable_person(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Våre ledere spør oss",
        "Vi leder oss selv",
        "Min ledelse av egen arbeidsdag",
        "Vår ledergruppe er åpen",
        "Our leaders listen",
        "Vi ber om hjelp",
        "Våra chefer lyssnar",
        "We lead each other",
        "Vi tar det opp med kolleger",
    ],
)
def test_groups_and_ourselves_are_nobody_in_particular(text: str) -> None:
    assert identifiable_person(text) is None
