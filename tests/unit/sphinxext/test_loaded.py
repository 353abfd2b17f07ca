import shutil
from pathlib import Path

from kit.load import load_book
from kit.model import Untranslated
from kit.sphinxext.loaded import Loaded

SOURCE = Path(__file__).parents[2] / "golden" / "small-book" / "source"


def loaded(root: Path) -> Loaded:
    return Loaded(load_book(root), "en")


def test_a_translation_in_the_same_words_is_a_change_since_it_takes_the_mark_away(
    tmp_path: Path,
) -> None:
    root = tmp_path / "book"
    shutil.copytree(SOURCE, root)
    before = loaded(root)
    assert before.platform
    assert isinstance(before.platform.name, Untranslated)
    catalogue = root / "locale/en/LC_MESSAGES/exercises.po"
    name = before.platform.name
    entry = f'\nmsgctxt "platform:name"\nmsgid "{name}"\nmsgstr "{name}"\n'
    catalogue.write_text(catalogue.read_text("utf-8") + entry, encoding="utf-8")
    after = loaded(root)
    assert after.platform
    assert after.platform.name == name
    assert not isinstance(after.platform.name, Untranslated)
    assert after.world() != before.world()
