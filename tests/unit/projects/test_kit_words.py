"""What the kit itself says is translated as a book is."""

from pathlib import Path

from kit.catalogues import read_catalogue
from kit.projects.kit_words import kit_catalogue, missing_domains
from tests.danish import put_into


def test_only_a_language_that_the_kit_lacks_has_the_kits_words(tmp_path: Path) -> None:
    assert missing_domains(tmp_path, "nb-NO") == ()
    assert missing_domains(tmp_path, "fi") == ("kit", "sphinx", "booktheme", "togglebutton")


def test_every_text_of_the_kit_is_there_and_what_is_done_stays(tmp_path: Path) -> None:
    words = put_into(tmp_path) / "LC_MESSAGES" / "kit.po"
    words.write_text(words.read_text("utf-8") + '\nmsgid "Long gone"\nmsgstr "Væk"\n', "utf-8")
    made = kit_catalogue(tmp_path, "da", "kit")
    assert made["Back"].string == "Tilbage"
    assert not made["Cancel"].string
    assert "kit/" in made["Cancel"].locations[0][0]
    assert len(made) > 800
    assert "Long gone" in {message.id for message in made.obsolete.values()}
    assert read_catalogue(words, "da")["Back"].string == "Tilbage"
