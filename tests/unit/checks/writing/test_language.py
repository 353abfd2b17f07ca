"""What editors are told of their texts, and where."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kit.checks import check_book
from kit.checks.markdown.markup import read_markup, text_of
from kit.errors import Problem, Severity
from kit.load import load_book

Edit = Callable[[str, str, str], None]

LONG = " ".join(["word"] * 31)
HARD = "Virksomhetsplanen omtaler kompetanseutvikling. " * 30
GRADED = ["book/index.md:1:1"]
EASY = "Vi øver på å spørre hver dag. " * 30


def problems(root: Path, today: date = date(2026, 11, 1)) -> list[Problem]:
    return list(check_book(load_book(root), today))


def speak(edit: Edit, language: str, further: str = "") -> None:
    languages = f"[{language}{f', {further}' if further else ''}]"
    edit("_config.yml", "language: en\n", f"language: {language}\n")
    edit("_config.yml", "[en]", languages)
    edit("book/platform.yml", "language: en", f"language: {language}")
    period = {"nb": "de siste tre månedene", "nn": "dei siste tre månadene"}.get(
        language, "senaste år"
    )
    edit("exercises/learn/where-we-stand.yml", "the past three months", period)


def catalogue(root: Path, language: str, name: str, *entries: tuple[str, str]) -> None:
    path = root / "locale" / language / "LC_MESSAGES" / f"{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    texts = "".join(f'\nmsgid "{source}"\nmsgstr "{text}"\n' for source, text in entries)
    path.write_text(head + texts, encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nb", HARD, GRADED),
        ("nn", HARD, GRADED),
        ("sv", HARD, GRADED),
        ("sv-FI", HARD, GRADED),
        ("en", HARD, []),
        ("nb", EASY, []),
        ("nb", HARD[:400], []),
    ],
)
def test_a_page_is_graded_in_the_scandinavian_languages_and_when_it_is_long_enough(
    root: Path, edit: Edit, language: str, text: str, found: list[str]
) -> None:
    if language != "en":
        speak(edit, language)
    edit("book/index.md", "Read [how", f"{text}\n\nRead [how")
    assert [str(p.place) for p in problems(root) if p.code == "hard-to-read"] == found


def test_headings_tables_and_code_are_no_sentences(root: Path, edit: Edit) -> None:
    speak(edit, "nb")
    table = f"| {HARD} |\n|--|\n| {LONG} |"
    edit("book/index.md", "Read [how", f"## {LONG}\n\n{table}\n\n```text\n{HARD}\n```\n\nRead [how")
    assert problems(root) == []


def test_a_translation_is_graded_in_its_catalogue(root: Path, edit: Edit) -> None:
    edit("_config.yml", "[en]", "[en, sv]")
    source = "We practise asking."
    edit("book/index.md", "Read [how", f"{source}\n\nRead [how")
    catalogue(root, "sv", "book/index", ("A small book", "En liten bok"), (source, f"*{HARD}*"))
    found = [p for p in problems(root) if p.code == "hard-to-read"]
    assert [str(p.place) for p in found] == ["locale/sv/LC_MESSAGES/book/index.po:6:1"]
    assert found[0].hint is not None
    assert found[0].hint.endswith("in line 9")


@pytest.mark.parametrize("words", [30, 31])
def test_a_sentence_may_have_thirty_words(root: Path, edit: Edit, words: int) -> None:
    edit("book/index.md", "Read [how", f"{' '.join(['word'] * words)}.\n\nRead [how")
    assert [p.code for p in problems(root)] == (["long-sentence"] if words > 30 else [])


@pytest.mark.parametrize(
    ("before", "place"),
    [
        ("Short one. ", "10:12"),
        ("Word, a word. *And* more.\nA line. ", "11:9"),
        ("> Quoted. ", "10:11"),
        ("- Item.\n- ", "11:3"),
        (":::{note}\n\nIn a note. ", "12:12"),
    ],
)
def test_a_sentence_is_found_where_it_stands(
    root: Path, edit: Edit, before: str, place: str
) -> None:
    closing = "\n:::" if before.startswith(":::") else ""
    edit("book/index.md", "Read [how", f"{before}{LONG.capitalize()}.{closing}\n\nRead [how")
    assert [str(p.place) for p in problems(root)] == [f"book/index.md:{place}"]


def test_a_sentence_is_found_in_the_lines_of_a_file(root: Path, edit: Edit) -> None:
    text = f">-\n  Ten\n  minutes. Then {LONG}.\n"
    edit("exercises/learn/looking-back.yml", "Ten quiet minutes with the week that went.", text)
    assert [str(p.place) for p in problems(root)] == ["exercises/learn/looking-back.yml:9:12"]


WORDS = """\
schema: 1
owner: HR
review_by: 2027-06-01
words:
  - {forms: [ask, in  order to, KPI], reason: a test, instead: another}
  - {forms: [spør], language: nb, reason: en prøve, instead: noe annet}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We ask.", ["ask"]),
        ("ASK first, ask later", ["ASK", "ask"]),
        ("We asked for a task, ask-ing in order", ["ask"]),
        ("We do it in  \norder to see", ["in order to"]),
        ("Our kpi and KPI", ["kpi", "KPI"]),
        ("Nobody spør", []),
        ("The word `ask` and {kit:exercise}`learn/looking-back`", []),
        ("A **bold** [ask](learn.md)", ["ask"]),
        ("## We ask", ["ask"]),
    ],
)
def test_words_are_found_whole_in_their_language_and_as_written(
    root: Path, edit: Edit, text: str, found: list[str]
) -> None:
    (root / "book" / "words-to-avoid.yml").write_text(WORDS, encoding="utf-8")
    edit("exercises/learn/where-we-stand.yml", "I ask for help", "I speak up")
    edit("book/index.md", "Read [how", f"{text}\n\nRead [how")
    assert [p.message.split("'")[1] for p in problems(root)] == found


def test_words_are_looked_for_in_translations_too(root: Path, edit: Edit) -> None:
    (root / "book" / "words-to-avoid.yml").write_text(WORDS, encoding="utf-8")
    edit("exercises/learn/where-we-stand.yml", "I ask for help", "I speak up")
    edit("_config.yml", "[en]", "[en, nb]")
    catalogue(root, "nb", "book/index", ("A small book", "Vi spør"))
    found = [str(p.place) for p in problems(root) if p.code == "word-to-avoid"]
    assert found == ["locale/nb/LC_MESSAGES/book/index.po:6:1"]


def test_a_text_is_read_without_its_markup() -> None:
    markdown = "**Les** [om *rollene*](r.md), {kit:role}`lederen <leader>`, $x$ og `kode`."
    (block,) = read_markup(markdown).blocks
    assert block.text == text_of(markdown) == "Les om rollene, lederen,  og ."


@pytest.mark.parametrize(("day", "count"), [(1, 0), (2, 7)])
def test_the_last_day_is_still_in_time(root: Path, day: int, count: int) -> None:
    found = problems(root, date(2027, 6, day))
    assert [p.code for p in found] == ["review-date-passed"] * count


def test_what_editors_are_told_stops_no_book(root: Path, edit: Edit) -> None:
    edit("_config.yml", "[en]", "[en, nb]")
    edit("book/index.md", "Read [how", f"{LONG}.\n\nRead [how")
    found = problems(root, date(2028, 1, 1))
    assert {p.code for p in found} == {"missing-translation", "long-sentence", "review-date-passed"}
    assert {p.severity for p in found} == {Severity.WARNING}


def test_a_page_without_words_needs_no_translation(root: Path, edit: Edit) -> None:
    edit("_config.yml", "[en]", "[en, nb]")
    edit(
        "book/index.md", "# A small book\n\nRead [how we learn](learn.md#together), or", "# 2027\n"
    )
    edit("book/index.md", " begin with {kit:exercise}`learn/looking-back`.", "")
    assert not [p for p in problems(root) if p.place.path == "book/index.md"]


def test_the_platform_is_not_one_text_and_is_not_graded(root: Path, edit: Edit) -> None:
    speak(edit, "nb")
    edit("book/platform.yml", "What leaders and employees agree on.", HARD)
    assert problems(root) == []


def test_a_catalogue_of_a_page_that_cannot_be_read_is_all_that_is_said(
    root: Path, edit: Edit
) -> None:
    edit("_config.yml", "[en]", "[en, nb]")
    catalogue(root, "nb", "book/index")
    path = root / "locale" / "nb" / "LC_MESSAGES" / "book" / "index.po"
    path.write_bytes("msgid 'blåbær'".encode("latin-1"))
    about = [p.code for p in problems(root) if "index" in p.place.path]
    assert about == ["broken-catalogue"]
