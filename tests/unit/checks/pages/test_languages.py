"""What `kit check` says of a language that the kit lacks and the book brings."""

import re
import shutil
from pathlib import Path

from kit.checks import check_book
from kit.load import load_book
from tests.danish import put_into

BASE = Path(__file__).parents[3] / "invalid" / "base"


def test_it_is_said_how_much_readers_would_meet_in_english(tmp_path: Path) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "book"))
    put_into(root)
    config = root / "_config.yml"
    text = config.read_text("utf-8")
    assert "language: en" in text
    config.write_text(text.replace("language: en", "language: en\n    kit_languages: [en, da]"))
    said = [str(problem) for problem in check_book(load_book(root)) if "of the kit" in str(problem)]
    assert len(said) == 1
    assert re.match(
        r"locale/da/LC_MESSAGES/kit\.po:1:1: missing-translation: warning: \d+ of \d+ texts of"
        r" the kit have no translation in 'da'; readers see them in English",
        said[0],
    )


def test_what_is_wrong_in_the_kits_own_words_is_said_where_it_stands(tmp_path: Path) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "book"))
    words = put_into(root) / "LC_MESSAGES" / "kit.po"
    config = root / "_config.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("language: en", "language: en\n    kit_languages: [en, da]"))

    def said() -> list[str]:
        found = (str(problem) for problem in check_book(load_book(root)))
        return [
            problem for problem in found if "locale/da" in problem and "texts of" not in problem
        ]

    at = words.read_text("utf-8")[: words.read_text("utf-8").index('"Slips for')].count("\n") + 1
    (problem,) = said()
    assert problem == (
        f"locale/da/LC_MESSAGES/kit.po:{at}:1: broken-catalogue: warning: the translation is not"
        " used: it lacks '{unit}' and has '{enhed}', which its text has not\n"
        "  hint: what stands between signs such as '{' and '}' has to stay as it is"
    )
    words.write_text(words.read_text("utf-8").replace('"Tilbage"', '"Tilbage'), "utf-8")
    (words.parent / "sphinx.po").write_text('msgid "Search"\nmsgid "Back"\n', "utf-8")
    assert [problem.partition(": the translations")[2].split("\n")[0] for problem in said()] == [
        " cannot be read: a quotation mark opens here and is never closed",
        " cannot be read: a text has no 'msgstr'",
        " cannot be read: a text has no 'msgstr'",
    ]
