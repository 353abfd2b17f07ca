"""What the kit says in English on a page in another language, says that it is English."""

import re
from datetime import date

import pytest

from kit.frontend import (
    Letter,
    SlipText,
    asset_files,
    english,
    letter_sheet,
    mark_english,
    slip_sheet,
)
from tests.danish import FOLDER

PAGE = (
    "<title>Begin</title><p title='Begin'>Begin</p><option>Begin</option><script>'Begin'</script>"
    "<b> Begin: </b><i>From 4 to 8 people.</i><i>Næste</i>"
)


def test_nothing_is_marked_in_a_language_of_the_kit() -> None:
    assert english("nb") is None
    assert english("nb-NO") is None
    assert mark_english(PAGE, "nn") == PAGE


def test_texts_that_nobody_has_translated_are_marked_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    assert mark_english(PAGE, "da") == (
        '<title lang="en">Begin</title><p title=\'Begin\'><span lang="en">Begin</span></p>'
        "<option lang=\"en\">Begin</option><script>'Begin'</script>"
        '<b> <span lang="en">Begin:</span> </b><i><span lang="en">From 4 to 8 people.</span></i>'
        "<i>Næste</i>"
    )
    assert "<span" not in mark_english("<p>Next</p><p>Your code</p>", "da")


def test_a_title_that_is_not_english_as_a_whole_is_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    for title in ("Slips – Vores bog", "Vores bog"):
        assert mark_english(f"<title>{title}</title>", "da") == f"<title>{title}</title>"


def test_a_name_in_place_of_content_is_marked_and_that_of_a_part_of_the_page_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    page = (
        '<nav aria-label="Begin"><a href="x">Næste</a></nav><input aria-label="Next" required>'
        '<input class="a" aria-label=\'Begin\'><button aria-label="Begin"><svg></svg></button>'
        '<img alt="Begin"><img alt="Begin" lang="da"><span aria-label="Begin"></span>'
    )
    assert mark_english(page, "da") == (
        '<nav aria-label="Begin"><a href="x">Næste</a></nav><input aria-label="Next" required>'
        '<input lang="en" class="a" aria-label=\'Begin\'>'
        '<button lang="en" aria-label="Begin"><svg></svg></button>'
        '<img lang="en" alt="Begin"><img alt="Begin" lang="da"><span aria-label="Begin"></span>'
    )


def test_english_among_other_sentences_is_marked_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    page = (
        "<p>Vores undersøgelse.\n Scan the picture, or type: <b>os.dk</b></p>"
        "<p>Begin. For os. Lord of the Rings</p>"
    )
    assert mark_english(page, "da") == (
        '<p>Vores undersøgelse. <span lang="en">Scan the picture, or type:</span> <b>os.dk</b></p>'
        "<p>Begin. For os. Lord of the Rings</p>"
    )


def test_slips_and_letters_say_which_of_their_words_are_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    text = SlipText("Hvor vi står", "Skolen", "Vi vil det.", 5, "https://os.dk/a", "os.dk", "Q")
    slips = slip_sheet(["AAAA-BBBB"], text, "da")
    assert '<p class="title">Hvor vi står</p>' in slips
    assert '<p class="purpose"><span lang="en">What it is for:</span> Vi vil det.</p>' in slips
    assert re.search(r'<p><span lang="en">Anonymous and [^<]* same place\.</span></p>', slips)
    letters = letter_sheet(
        [Letter("Skolen", "abcdefgh")], entrance="https://os.dk", expires_on=date(2027, 3, 1),
        language="da",
    )  # fmt: skip
    assert '<title lang="en">Letters with links</title>' in letters
    assert '<p class="to">Skolen</p>' in letters
    assert '<strong><span lang="en">Keep this letter where only you can read it.</span>' in letters


def test_what_marks_the_words_of_scripts_comes_only_where_some_are_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "english.js" not in asset_files((), "nb")
    monkeypatch.syspath_prepend(str(FOLDER))
    script = asset_files((), "da")["english.js"]
    assert '"Show my profile"' in script
    assert '"Next"' not in script
