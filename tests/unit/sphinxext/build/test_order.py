"""An order is the same in the process that carries it out."""

import json
from pathlib import Path

from kit.load import load_book
from kit.model import Addresses
from kit.sphinxext.build.order import Order


def test_an_order_is_the_same_after_its_way_to_another_process(root: Path) -> None:
    made = Order.of(root, load_book(root), "en", Addresses(("en", "nb"), in_folders=True), jobs=3)
    assert Order.from_json(json.loads(json.dumps(made.as_json()))) == made


def test_each_language_keeps_its_own_folder_and_lies_where_the_site_has_it(root: Path) -> None:
    book = load_book(root)
    alone = Order.of(root, book, "en", Addresses(("en",), in_folders=False))
    beside = Order.of(root, book, "en", Addresses(("en", "nb"), in_folders=True))
    assert (alone.place, beside.place) == ("", "en/")
    assert alone.folder == root / "_build" / "cache" / "en"
