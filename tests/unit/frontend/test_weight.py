"""The page's own styles and script stay small."""

import gzip
from importlib.resources import files

STATIC = files("kit.frontend") / "static"


def test_tokens_and_the_book_take_at_most_ten_kilobytes() -> None:
    names = ("tokens.css", "book.css", "book.js")
    together = b"".join((STATIC / name).read_bytes() for name in names)

    assert len(gzip.compress(together, mtime=0)) <= 10 * 1024


def test_no_style_asks_another_host_or_loads_a_font() -> None:
    for name in ("tokens.css", "book.css"):
        style = (STATIC / name).read_text(encoding="utf-8")

        assert "//" not in style
        assert "@font-face" not in style
        assert "@import" not in style


def test_the_script_keeps_nothing_but_the_choice_of_colours() -> None:
    script = (STATIC / "book.js").read_text(encoding="utf-8")

    assert script.count("localStorage") == script.count("localStorage.getItem(KEY)") + script.count(
        "localStorage.setItem(KEY"
    ) + script.count("localStorage.removeItem(KEY)")
    assert "fetch(" not in script
