"""The check that counts missing translations, and Sphinx that uses them, see the same texts."""

import shutil
from pathlib import Path

from kit.checks.pages.pages import read_pages
from kit.checks.settings.contents import read_contents
from kit.load import load_book
from kit.sphinxext.build.prose import prose_messages

ROOT = Path(__file__).parents[2]
BOOK = ("_config.yml", "_toc.yml", "book", "exercises")


def test_every_text_that_the_check_looks_for_is_one_that_sphinx_translates(tmp_path: Path) -> None:
    for name in BOOK:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    pages, _ = read_pages(load_book(tmp_path), read_contents(tmp_path))
    messages = prose_messages(tmp_path)
    for path, page in pages.items():
        wanted = {message.text for message in messages[path.removesuffix(".md")]}
        texts = {block.source for block in page.markup.blocks if any(map(str.isalpha, block.text))}
        assert texts - wanted == set(), path
        # What is left has no words of its own, or stands in the contents.
        assert len(wanted - texts) < len(wanted) / 2, path
