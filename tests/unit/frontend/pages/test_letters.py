"""A letter leads one person to one link: by its picture, or typed by hand."""

from datetime import date

from kit.frontend import Letter, letter_sheet
from kit.frontend.pages.letters import letter_variables

TYPED = "ABCDEFGHJKMN"
LETTER = Letter("North <school>", TYPED)
ADDRESS = "https://answers.example.org/collect"


def test_a_secret_is_typed_in_groups_of_four() -> None:
    assert LETTER.groups == "ABCD EFGH JKMN"
    assert LETTER.groups.replace(" ", "") == TYPED


def test_a_letter_needs_no_other_file_and_shows_a_name_as_it_is() -> None:
    page = letter_sheet([LETTER], entrance=ADDRESS, expires_on=date(2026, 12, 1), language="nb")
    assert "North &lt;school&gt;" in page
    assert "ABCD EFGH JKMN" in page
    assert "1. desember 2026" in page
    assert "<svg" in page
    assert 'src="' not in page
    assert '<link rel="stylesheet"' not in page


def test_a_secret_never_stands_where_a_server_would_see_it() -> None:
    page = letter_sheet([LETTER], entrance=ADDRESS, expires_on=date(2026, 12, 1), language="en")
    assert f"/{TYPED}" not in page
    assert f"?{TYPED}" not in page


def test_each_letter_has_a_picture_of_its_own() -> None:
    two = [LETTER, Letter("South", "PQRSTUVW")]
    made = letter_variables(two, entrance=ADDRESS, expires_on=date(2026, 12, 1))
    assert [letter for letter, _ in made["letters"]] == two
    assert len({str(picture) for _, picture in made["letters"]}) == 2
