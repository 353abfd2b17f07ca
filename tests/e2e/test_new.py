"""A platform becomes a complete book that builds at once and passes every check."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.checks import check_book
from kit.cli import main
from kit.errors import AuthorError, UsageError
from kit.load import load_book
from kit.plugins import Pack
from kit.projects import new_project
from kit.projects.new import project_files, schema_files
from kit.projects.platforms import find_origin
from kit.sphinxext import build_book
from tests.danish import put_into

ROOT = Path(__file__).parents[2]

WORDS = {
    "nb": ("Å prøve", "Plattformen er laget for å prøve.", "Medarbeider"),
    "nn": ("Å prøve", "Plattforma er laga for å prøve.", "Medarbeidar"),
    "sv": ("Att pröva", "Plattformen är gjord för att pröva.", "Medarbetare"),
    "en": ("To try", "The platform is made to try things.", "Employee"),
    "da": ("At prøve", "Platformen er lavet til at prøve.", "Medarbejder"),
}

EXERCISE = """\
schema: 1
kind: reflection
owner: HR
review_by: 2027-12-31
title: Looking back
summary: You look back.
minutes: 5
develops: [services]
prompts:
  - {id: last, text: When was it?}
"""


def platform(language: str, areas: int) -> str:
    area, summary, role = WORDS[language]
    listed = "\n".join(
        f"  - {{id: area-{number}, name: {area} {number}, source: kit}}"
        for number in range(1, areas + 1)
    )
    return f"""\
schema: 1
owner: HR
review_by: 2027-12-31
id: trial
name: "{area}: *alt* [nytt] & $mer$"
organisation: "Prøve: kommune"
language: {language}
summary: {summary}
source: kit
focus_areas:
{listed}
roles:
  - {{id: employee, name: {role}, source: kit}}
"""


def written_platform(folder: Path, language: str = "nb", areas: int = 1) -> Path:
    path = folder / "our-platform.yml"
    path.write_text(platform(language, areas), encoding="utf-8")
    return path


def problems_of(root: Path) -> list[str]:
    return [str(problem) for problem in check_book(load_book(root))]


def all_files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("language", "areas"),
    [
        ("nb", 1),
        ("sv", 9),
        *(
            pytest.param(*case, marks=pytest.mark.deep)
            for case in (("nb", 5), ("nb", 9), ("sv", 1), ("sv", 5))
        ),
    ],
)
def test_a_new_book_builds_at_once_without_a_problem(
    tmp_path: Path, language: str, areas: int
) -> None:
    root = tmp_path / "book"
    result = new_project(root, written_platform(tmp_path, language, areas))
    pages = [path for path in result.written if path.startswith("book/focus-areas/")]
    assert len(pages) == areas
    assert [problem.code for problem in check_book(load_book(root))] == ["no-exercises"]
    built = build_book(root)
    assert [str(problem) for problem in built.problems] == []
    assert built.ok


@pytest.mark.parametrize(
    "language",
    [pytest.param(language, marks=pytest.mark.deep) for language in ("nn", "en")],
)
def test_every_other_language_gets_a_book_too(tmp_path: Path, language: str) -> None:
    root = tmp_path / "book"
    new_project(root, written_platform(tmp_path, language))
    assert [problem.code for problem in check_book(load_book(root))] == ["no-exercises"]
    assert build_book(root).ok


def test_a_language_that_the_kit_lacks_comes_from_a_folder_of_the_book(tmp_path: Path) -> None:
    root = tmp_path / "book"
    put_into(root)
    result = new_project(root, written_platform(tmp_path, "da"))
    assert "book/privacy.md" in result.in_english
    assert "book/roles.md" not in result.in_english
    assert "# Hvem gør hvad" in (root / "book" / "roles.md").read_text(encoding="utf-8")
    problems = {problem.code: problem for problem in check_book(load_book(root))}
    # One translation of the kit's words spoils what stands in it, and is not used.
    assert set(problems) == {"no-exercises", "missing-translation", "broken-catalogue"}
    assert problems["missing-translation"].place.path == "locale/da/LC_MESSAGES/kit.po"
    built = build_book(root)
    assert built.ok
    page = (built.site / "book" / "roles.html").read_text(encoding="utf-8")
    assert '<html lang="da"' in page
    # What nobody has translated is said in English, by a screen reader, too (WCAG 3.1.2).
    said = re.findall(r'<span lang="en">(.*?)</span>', page)
    assert "Search this book" in said
    assert not {"Til indholdet", "Sprog", "Hvem gør hvad"} & set(said)
    assert not re.search(r'="[^"<>]*<span|<title>[^<]*<span', page)
    lost = (built.site / "404.html").read_text(encoding="utf-8")
    assert "<title>Den side findes ikke</title>" in lost
    assert '<p><span lang="en">The address may be mistyped' in lost
    assert '<a href="' in lost
    # So are the words of scripts, by one that books in a language of the kit go without.
    assert "_static/english.js" in page
    marking = (built.site / "_static" / "english.js").read_text(encoding="utf-8")
    assert '"Copied"' in marking


def test_a_language_that_nobody_has_is_refused_until_its_words_are_there(tmp_path: Path) -> None:
    root = tmp_path / "book"
    new_project(root, written_platform(tmp_path, "da"))
    cli = CliRunner()
    told = cli.invoke(main, ["check", "--project", str(root)])
    assert told.exit_code == 1
    assert (
        "unknown-language: nobody has translated what the kit itself says into 'da'" in told.output
    )
    assert "there are nb, nn, sv, en; 'kit translate da'" in told.output
    assert cli.invoke(main, ["translate", "da", "--project", str(root)]).exit_code == 0
    words = root / "locale" / "da" / "LC_MESSAGES" / "kit.po"
    empty = words.read_text(encoding="utf-8")
    assert cli.invoke(main, ["check", "--project", str(root)]).exit_code == 1
    words.write_text(empty.replace('"Back"\nmsgstr ""', '"Back"\nmsgstr "Tilbage"'), "utf-8")
    assert cli.invoke(main, ["check", "--project", str(root)]).exit_code == 0


def test_the_pages_speak_the_platforms_language_or_english(tmp_path: Path) -> None:
    titles = {}
    for language in WORDS:
        folder = tmp_path / language
        folder.mkdir()
        new_project(folder / "book", written_platform(folder, language))
        text = (folder / "book" / "book" / "roles.md").read_text(encoding="utf-8")
        titles[language] = text.split("# ")[1].splitlines()[0]
    assert titles == {"nb": "Roller", "nn": "Roller", "sv": "Roller", "en": "Roles", "da": "Roles"}


def test_every_page_says_who_keeps_it_and_until_when(tmp_path: Path) -> None:
    root = tmp_path / "book"
    new_project(root, written_platform(tmp_path))
    pages = sorted((root / "book").rglob("*.md"))
    assert len(pages) == 11
    for page in pages:
        front = page.read_text(encoding="utf-8").split("---")[1]
        assert 'owner: "HR"' in front
        assert 'review_by: "2027-12-31"' in front


def test_signs_of_markdown_in_a_name_stay_what_they_are(tmp_path: Path) -> None:
    root = tmp_path / "book"
    new_project(root, written_platform(tmp_path))
    html = (build_book(root).site / "book" / "index.html").read_text(encoding="utf-8")
    assert "Å prøve: *alt* [nytt] &amp; $mer$" in html


def test_again_over_the_same_book_nothing_is_missing_and_nothing_changes(tmp_path: Path) -> None:
    root = tmp_path / "book"
    source = written_platform(tmp_path)
    first = new_project(root, source)
    before = all_files(root)
    again = new_project(root, source)
    assert again.written == ()
    assert sorted(again.kept) == sorted(first.written)
    assert all_files(root) == before


def test_over_this_repository_nothing_is_missing() -> None:
    # Looked at, not written: a test leaves the repository as it is.
    for platform_name in (ROOT / "book" / "platform.yml", "sarpsborg"):
        files = project_files(ROOT, find_origin(platform_name))
        assert len(files) > 15
        assert [path for path in files if not (ROOT / path).is_file()] == []


def test_the_schemas_in_this_repository_are_those_of_the_models() -> None:
    for path, data in schema_files(load_book(ROOT).kinds).items():
        assert (ROOT / path).read_bytes() == data, "run: kit schema"


def test_a_page_that_the_author_changed_is_kept_and_one_that_went_comes_back(
    tmp_path: Path,
) -> None:
    root = tmp_path / "book"
    new_project(root, written_platform(tmp_path))
    (root / "book" / "roles.md").write_text("# Mine\n", encoding="utf-8")
    (root / "book" / "resources.md").unlink()
    again = new_project(root, root / "book" / "platform.yml")
    assert again.written == ("book/resources.md",)
    assert (root / "book" / "roles.md").read_text(encoding="utf-8") == "# Mine\n"


def test_exercises_that_are_there_already_are_placed_on_their_page(tmp_path: Path) -> None:
    root = tmp_path / "book"
    (root / "exercises" / "area-1").mkdir(parents=True)
    (root / "exercises" / "area-1" / "back.yml").write_text(EXERCISE, encoding="utf-8")
    new_project(root, written_platform(tmp_path))
    page = (root / "book" / "focus-areas" / "area-1.md").read_text(encoding="utf-8")
    assert "```{kit-exercise} area-1/back\n```" in page
    assert problems_of(root) == []


def test_exercises_beside_a_platform_file_come_along(tmp_path: Path) -> None:
    path = written_platform(tmp_path)
    (tmp_path / "exercises" / "area-1").mkdir(parents=True)
    (tmp_path / "exercises" / "area-1" / "back.yml").write_text(EXERCISE, encoding="utf-8")
    root = tmp_path / "book"
    new_project(root, path)
    page = (root / "book" / "focus-areas" / "area-1.md").read_text(encoding="utf-8")
    assert "```{kit-exercise} area-1/back\n```" in page
    assert problems_of(root) == []


def test_a_pack_of_platform_and_exercises_becomes_a_book_that_says_it_is_an_example(
    tmp_path: Path,
) -> None:
    pack = tmp_path / "pack"
    (pack / "book").mkdir(parents=True)
    (pack / "book" / "platform.yml").write_text(platform("sv", 1), encoding="utf-8")
    (pack / "exercises" / "area-1").mkdir(parents=True)
    (pack / "exercises" / "area-1" / "back.yml").write_text(EXERCISE, encoding="utf-8")
    root = tmp_path / "book"
    new_project(root, Pack("trial", pack))
    assert (root / "exercises" / "area-1" / "back.yml").read_text(encoding="utf-8") == EXERCISE
    front = (root / "book" / "index.md").read_text(encoding="utf-8")
    assert "har varken publicerat eller godkänt den" in front
    assert 'author: "workshop-kit"' in (root / "_config.yml").read_text(encoding="utf-8")
    assert problems_of(root) == []


def test_a_pack_with_contents_gets_the_general_pages_that_they_name_and_no_other(
    tmp_path: Path,
) -> None:
    pack = tmp_path / "pack"
    (pack / "book").mkdir(parents=True)
    (pack / "book" / "platform.yml").write_text(platform("sv", 1), encoding="utf-8")
    (pack / "book" / "index.md").write_text("# Vår\n\nText.\n", encoding="utf-8")
    (pack / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nchapters:\n- file: book/how-to/leader\n", "utf-8"
    )
    files = project_files(tmp_path / "book", find_origin(Pack("trial", pack)))
    pages = {path for path in files if path.endswith(".md")}
    assert pages == {"book/index.md", "book/how-to/leader.md"}
    assert files["book/index.md"].startswith(b"# V")
    assert b"# F\xc3\xb6r dig som leder" in files["book/how-to/leader.md"]


def test_a_book_of_ones_own_does_not_say_that_it_is_an_example(tmp_path: Path) -> None:
    new_project(tmp_path / "book", written_platform(tmp_path, "sv"))
    front = (tmp_path / "book" / "book" / "index.md").read_text(encoding="utf-8")
    assert "exempel" not in front
    assert "Den här boken är gjord för alla" in front


def test_the_reference_pack_comes_whole_with_pages_exercises_and_translations(
    tmp_path: Path,
) -> None:
    root = tmp_path / "book"
    written = new_project(root, "sarpsborg").written
    for path in ("_toc.yml", "book/focus-areas/learn.md", "exercises/learn/looking-back.yml"):
        assert (root / path).read_bytes() == (ROOT / path).read_bytes()
    assert {"locale/en/LC_MESSAGES/exercises.po", ".kit/pack.json"} <= set(written)
    assert not any(path.endswith(".mo") for path in written)
    assert problems_of(root) == []


def test_a_faulty_platform_is_reported_under_its_own_name_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    source = tmp_path / "faulty.yml"
    source.write_text(platform("nb", 1).replace("summary:", "sumary:"), encoding="utf-8")
    with pytest.raises(AuthorError) as caught:
        new_project(tmp_path / "book", source)
    assert {problem.place.path for problem in caught.value.problems} == {source.as_posix()}
    assert "unknown-key" in {problem.code for problem in caught.value.problems}
    for tag in ("no", "nob"):
        source.write_text(platform("nb", 1).replace("language: nb", f"language: {tag}"), "utf-8")
        with pytest.raises(AuthorError) as caught:
            new_project(tmp_path / "book", source)
        assert [problem.code for problem in caught.value.problems] == ["wrong-value"]
    assert not (tmp_path / "book").exists()


def test_an_unknown_platform_is_told_which_ones_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'oslo'; installed: .*sarpsborg"):
        new_project(tmp_path / "book", "oslo")


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "en", "da"])
def test_a_platform_file_gets_exercises_to_begin_with_in_its_language_or_english(
    language: str, tmp_path: Path
) -> None:
    root = tmp_path / "book"
    (root / "exercises" / "area-1").mkdir(parents=True)
    (root / "exercises" / "area-1" / "back.yml").write_text(EXERCISE, encoding="utf-8")
    new_project(root, written_platform(tmp_path, language, areas=2), starter=True)
    made = {path.relative_to(root).as_posix() for path in (root / "exercises").rglob("*.yml")}
    areas = [area.id for area in load_book(root).platform.value.focus_areas]  # type: ignore[union-attr]
    assert made == {"exercises/area-1/back.yml"} | {
        f"exercises/{area}/{name}.yml"
        for area in areas[1:]
        for name in ("first-talk", "own-example")
    }
    text = (root / "exercises" / "area-2" / "first-talk.yml").read_text(encoding="utf-8")
    begun = {"nb": "å begynne med", "nn": "å byrje med", "sv": "att börja med"}
    assert begun.get(language, "to begin with") in text.splitlines()[1]
    page = (root / "book" / "focus-areas" / "area-2.md").read_text(encoding="utf-8")
    assert "```{kit-exercise} area-2/first-talk\n```" in page
    if language != "da":
        assert problems_of(root) == []


def test_exercises_to_begin_with_are_left_out_on_request_and_never_come_twice(
    tmp_path: Path,
) -> None:
    source, target = str(written_platform(tmp_path)), str(tmp_path / "book")
    new = ["new", target, "--platform", source]
    bare = CliRunner().invoke(main, [*new, "--exercises", "none"])
    assert "no exercises yet" in bare.output
    assert not (tmp_path / "book" / "exercises").exists()
    more = CliRunner().invoke(main, new)
    assert "wrote exercises/area-1/first-talk.yml" in more.output
    assert "nothing was missing" in CliRunner().invoke(main, new).output


def test_the_command_says_what_it_wrote_and_what_it_kept(tmp_path: Path) -> None:
    source = str(written_platform(tmp_path))
    target = str(tmp_path / "book")
    first = CliRunner().invoke(main, ["new", target, "--platform", source])
    assert first.exit_code == 0, first.output
    assert "wrote book/index.md" in first.output
    again = CliRunner().invoke(main, ["new", target, "--platform", source])
    assert "nothing was missing" in again.output
    assert "that were there already" in again.output
    told = json.loads(
        CliRunner().invoke(main, ["new", target, "--platform", source, "--json"]).stdout
    )
    assert (told["ok"], told["problems"], told["written"]) == (True, [], [])
    assert "book/index.md" in told["kept"]


def test_the_command_ends_with_two_for_a_wrong_use_and_one_for_a_faulty_file(
    tmp_path: Path,
) -> None:
    unknown = CliRunner().invoke(main, ["new", str(tmp_path / "book"), "--platform", "oslo"])
    assert unknown.exit_code == 2
    faulty = tmp_path / "faulty.yml"
    faulty.write_text("schema: 1\n", encoding="utf-8")
    refused = CliRunner().invoke(main, ["new", str(tmp_path / "book"), "--platform", str(faulty)])
    assert refused.exit_code == 1
    assert "missing-key" in refused.output
