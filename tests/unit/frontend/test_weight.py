"""The page's own styles and script stay small."""

import gzip
import re
from importlib.resources import files

import pytest

from kit.frontend import agreement_script, asset_bytes, asset_files
from kit.load import load_book
from tests.e2e.building import REPOSITORY

STATIC = files("kit.frontend") / "static"
MOST = 20 * 1024
RUN = ("workshop.css", "group-page.js")
"""What only a page loads from which something is run."""
TALK = "conversation-page.js"
"""What only the page of a conversation loads."""


def _weight(*texts: bytes) -> int:
    """Return the bytes of files that are compressed one by one, as they are served."""
    return sum(len(gzip.compress(text, mtime=0)) for text in texts)


def test_tokens_and_the_book_take_at_most_eight_kilobytes() -> None:
    names = ("tokens.css", "headings.css", "book.css", "book.js")

    assert _weight(*(asset_bytes(STATIC / name) for name in names)) <= 8 * 1024


def test_a_page_with_every_kind_takes_at_most_twenty_kilobytes_of_ours() -> None:
    forms = asset_files(load_book(REPOSITORY).kinds.values())
    elsewhere = {"sending.js", TALK, *RUN}
    loaded = [text.encode() for name, text in forms.items() if name not in elsewhere]
    names = ("tokens.css", "headings.css", "book.css", "book.js")
    book = [asset_bytes(STATIC / name) for name in names]

    assert _weight(*loaded, *book) <= MOST


def test_a_page_that_something_is_run_from_takes_at_most_twenty_kilobytes_of_ours() -> None:
    forms = asset_files(load_book(REPOSITORY).kinds.values())
    loaded = [forms[name].encode() for name in ("forms.css", "host.js", *RUN)]
    shared = [asset_bytes(STATIC / name) for name in ("tokens.css", "language.js")]

    assert _weight(*loaded, *shared) <= MOST


def test_the_page_of_a_conversation_takes_at_most_sixteen_kilobytes_of_ours() -> None:
    forms = asset_files(load_book(REPOSITORY).kinds.values())
    loaded = [forms[name].encode() for name in ("forms.css", "host.js", TALK)]
    shared = [asset_bytes(STATIC / name) for name in ("tokens.css", "language.js")]

    assert _weight(*loaded, *shared) <= 16 * 1024


def test_the_page_of_an_agreement_takes_at_most_twenty_kilobytes_of_ours() -> None:
    forms = asset_files((), "nb")
    loaded = [forms[name].encode() for name in ("forms.css", "host.js")]
    names = ("tokens.css", "fields.css", "agreement.css", "language.js")
    shared = [asset_bytes(STATIC / name) for name in names]

    assert _weight(agreement_script().encode(), *loaded, *shared) <= MOST


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "en"])
def test_what_is_fetched_to_send_takes_at_most_seven_and_an_eighth_kilobytes(
    language: str,
) -> None:
    assert _weight(asset_files((), language)["sending.js"].encode()) <= 7.125 * 1024


def test_the_colours_of_another_theme_are_all_ours() -> None:
    said = set(re.findall(r"var\((--kit-[a-z0-9-]+)\)", (STATIC / "pst.css").read_text("utf-8")))
    ours = set(
        re.findall(
            r"^ +(--kit-[a-z0-9-]+):", (STATIC / "tokens.css").read_text("utf-8"), re.MULTILINE
        )
    )

    assert said - ours == set()


def test_no_style_asks_another_host_or_loads_a_font() -> None:
    for name in ("tokens.css", "book.css", "extensions.css", "forms.css", "pst.css"):
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
