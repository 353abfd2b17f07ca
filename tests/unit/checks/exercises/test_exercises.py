"""What exercises must hold true, whatever their kind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.checks import check_book
from kit.errors import Place, Severity
from kit.load import load_book
from kit.model import identifiable_person, personal_detail

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


@pytest.mark.parametrize(
    ("hint", "shown"),
    [("None", "the other is in line 14"), ("'keep one'", "keep one; the other is in line 14")],
)
def test_a_finding_of_a_foreign_kind_names_the_line_of_a_second_place(
    root: Path, edit: Edit, hint: str, shown: str
) -> None:
    where = "('prompts', 1, 'text')"
    body = f"yield Finding({where}, 'wrong-value', 'twice', {hint}, other=('prompts', 0, 'text'))"
    (root / "plugins").mkdir()
    (root / "plugins" / "rough.py").write_text(FAILING.format(body=body), encoding="utf-8")
    edit("exercises/learn/looking-back.yml", "kind: reflection", "kind: rough")
    (problem,) = check_book(load_book(root))
    assert (problem.place.line, problem.hint) == (16, shown)


def test_the_rules_of_collecting_bind_only_what_is_collected(root: Path, edit: Edit) -> None:
    edit(ASSESSMENT, "collects: true", "collects: false")
    edit(ASSESSMENT, "We tell each other what went wrong.", "My leader tells us what went wrong.")
    edit(ASSESSMENT, "  - {id: we-try, dimension: us, text: We try new ways of working.}\n", "")
    assert check_book(load_book(root)) == ()


ALWAYS = """\
from kit.model import Dimension, Exercise, Item, ResponseShape
from kit.plugins import discover
assessment = discover().of('kit.kinds')['self-assessment']
class Schema(Exercise):
    scale: str
    introduction: str
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
class Always(type(assessment)):
    name = 'always'
    model = Schema
    def check(self, exercise, context):
        return []
    def response(self, exercise, platform):
        return ResponseShape(platform.scale(exercise.scale), exercise.dimensions, exercise.items)
kinds = [Always()]
"""


def test_not_to_collect_is_advised_only_where_an_author_can_say_so(root: Path, edit: Edit) -> None:
    (root / "plugins").mkdir()
    (root / "plugins" / "always.py").write_text(ALWAYS, encoding="utf-8")
    edit(ASSESSMENT, "kind: self-assessment", "kind: always")
    edit(ASSESSMENT, "collects: true\n", "")
    edit(ASSESSMENT, "We tell each other what went wrong.", "My leader tells us what went wrong.")
    edit("book/platform.yml", "value: 3", "value: 4")
    wanted = {
        "too-few-items": "add items",
        "identifiable-person": "ask about all of you",
        "uneven-scale": "number them one after the other",
    }
    edit(ASSESSMENT, "  - {id: we-try, dimension: us, text: We try new ways of working.}\n", "")
    found = {problem.code: problem.hint for problem in check_book(load_book(root))}
    assert {code: hint for code, hint in found.items() if code in wanted} == wanted


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
        "Lederen spør oss",
        "Vi får ros av avdelingslederen",
        "Leiaren lyttar",
        "Chefen frågar oss",
        "Föreståndaren lyssnar",
        "Den tillitsvalgte er med",
        "The head teacher and the manager listen",
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
        "Lederne våre spør oss",
        "Lederrollen er klar for oss",
        "Bosset blir sortert",
    ],
)
def test_groups_and_ourselves_are_nobody_in_particular(text: str) -> None:
    assert identifiable_person(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Alderen min betyr noe her",
        "Vi som er over 60 år, blir hørt",
        "20-åringene slipper til",
        "Those of us who are older than 55 years are heard",
        "Som kvinne blir jeg hørt",
        "Eg er mann og blir høyrd",
        "Kvinnorna hos oss blir hörda",
        "Male colleagues help",
        "As a woman I am heard",
        "Stillingen min er trygg",
        "Min befattning är trygg",
        "My job title matters",
        "Som vikar får jeg hjelp",
        "Som avdelingsleder får jeg hjelp",
        "Den nyeste blant oss blir spurt",
        "The newest of us is asked",
    ],
)
def test_words_for_age_sex_and_position_are_found(text: str) -> None:
    assert personal_detail(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Vi gjør det som man gjør her",
        "Vi kan være uenige, men vi hjelper hverandre",
        "Over 30 minutter er for lenge",
        "Rollen min er klar",
        "My role is clear",
        "Jag vet vad man kan göra",
        "Vi spør den som er ny",
        "We ask the new ones",
        "Vi ser at stillinger blir lyst ut",
    ],
)
def test_what_everybody_may_say_tells_nobody_apart(text: str) -> None:
    assert personal_detail(text) is None


def test_a_personal_detail_is_a_warning_and_only_in_what_is_collected(
    root: Path, edit: Edit
) -> None:
    edit(ASSESSMENT, "We try new ways of working.", "As a woman I try new ways.")
    edit(ASSESSMENT, "I ask for help.", "At my age I ask my leader.")
    (problem,) = check_book(load_book(root))
    assert (problem.code, problem.severity) == ("identifiable-person", Severity.WARNING)
    assert problem.place == Place(ASSESSMENT, 27, 39)
    edit(ASSESSMENT, "collects: true", "collects: false")
    assert check_book(load_book(root)) == ()
