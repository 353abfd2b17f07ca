"""What `kit check` says of a language that the kit lacks and the book brings."""

import re
import shutil
from pathlib import Path

from kit.checks import check_book
from kit.load import load_book
from tests.danish import put_into

BASE = Path(__file__).parents[2] / "invalid" / "base"


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
