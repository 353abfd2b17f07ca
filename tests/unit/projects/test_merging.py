"""A translation is never lost, and never shown for another text than its own."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from kit.catalogues import read_catalogue, write_catalogue
from kit.projects.merging import SourceText, merge


def catalogue(*texts: SourceText, **translations: str) -> Catalog:
    made = merge(Catalog(locale="en"), texts)
    for message in made:
        if message.id:
            message.string = translations.get(str(message.id).split()[0], "")
    return made


def entry(catalog: Catalog, msgid: str) -> tuple[str, bool]:
    message = next(message for message in catalog if message.id == msgid)
    return str(message.string), message.fuzzy


TITLE = SourceText("Spør først", "e.yml", "e:title")


def test_the_same_wording_keeps_its_translation() -> None:
    assert entry(merge(catalogue(TITLE, Spør="Ask first"), [TITLE]), "Spør først") == (
        "Ask first",
        False,
    )


def test_another_wording_keeps_the_translation_as_a_draft() -> None:
    changed = SourceText("Lytt godt", "e.yml", "e:title")
    assert entry(merge(catalogue(TITLE, Spør="Ask first"), [changed]), "Lytt godt") == (
        "Ask first",
        True,
    )


def test_a_draft_says_what_the_text_was_when_it_was_translated() -> None:
    made = catalogue(TITLE, Spør="Ask first")
    for wording in ("Lytt godt", "Lytt lenge"):
        made = merge(made, [SourceText(wording, "e.yml", "e:title")])
    message = next(message for message in made if message.id)
    assert message.auto_comments == ["before: Spør først"]


def test_going_back_to_the_old_wording_brings_the_translation_back() -> None:
    changed = merge(catalogue(TITLE, Spør="Ask first"), [SourceText("Lytt", "e.yml", "e:title")])
    assert entry(merge(changed, [TITLE]), "Spør først") == ("Ask first", False)


def test_a_change_in_spaces_only_is_no_change() -> None:
    spaced = SourceText("Spør\n  først", "e.yml", "e:title")
    assert entry(merge(catalogue(TITLE, Spør="Ask first"), [spaced]), "Spør\n  først") == (
        "Ask first",
        False,
    )


def test_a_text_that_goes_stays_as_obsolete_and_comes_back_with_its_text() -> None:
    without = merge(catalogue(TITLE, Spør="Ask first"), [])
    assert [message.string for message in without.obsolete.values()] == ["Ask first"]
    assert entry(merge(without, [TITLE]), "Spør først") == ("Ask first", False)


def test_a_text_that_goes_untranslated_leaves_nothing_behind() -> None:
    assert not merge(catalogue(TITLE), []).obsolete


def test_the_same_words_in_two_places_have_two_translations() -> None:
    name = SourceText("Spør først", "f.yml", "f:name")
    made = merge(Catalog(locale="en"), [TITLE, name])
    assert sorted(str(message.context) for message in made if message.id) == ["e:title", "f:name"]


def test_a_text_that_moves_to_another_place_does_not_take_the_first_ones_translation() -> None:
    other = SourceText("Noe helt annet", "e.yml", "e:summary")
    made = merge(catalogue(TITLE, Spør="Ask first"), [TITLE, other])
    assert entry(made, "Noe helt annet") == ("", False)


def test_prose_that_was_rewritten_a_little_keeps_its_translation_as_a_draft() -> None:
    old = SourceText("Vi lærer når vi stopper opp.", "book/a.md")
    new = SourceText("Vi lærer når vi stopper opp sammen.", "book/a.md")
    made = merge(catalogue(old, Vi="We learn when we stop."), [new])
    assert entry(made, new.msgid) == ("We learn when we stop.", True)


def test_prose_that_is_new_does_not_take_a_translation_of_something_else() -> None:
    old = SourceText("Vi lærer når vi stopper opp.", "book/a.md")
    new = SourceText("Kaffe serveres klokka ti.", "book/a.md")
    assert entry(merge(catalogue(old, Vi="We learn."), [new]), new.msgid) == ("", False)


@pytest.mark.parametrize("language", ["en", "nn", "se", "pt-BR"])
def test_writing_and_reading_again_changes_no_byte(tmp_path: Path, language: str) -> None:
    path = tmp_path / "texts.po"
    made = catalogue(TITLE, SourceText("Lytt", "e.yml", "e:summary"), Spør="Ask first")
    changed = merge(made, [SourceText("Spør sist", "e.yml", "e:title")])
    write_catalogue(path, changed)
    first = path.read_bytes()
    texts = [SourceText("Spør sist", "e.yml", "e:title")]
    write_catalogue(path, merge(read_catalogue(path, language), texts))
    write_catalogue(path, merge(read_catalogue(path, language), texts))
    again = path.read_bytes()
    assert again.partition(b"\n\n")[2] == first.partition(b"\n\n")[2]
    assert b"POT-Creation-Date" not in again


def test_a_file_that_got_another_name_keeps_its_translations() -> None:
    old = catalogue(TITLE, SourceText("Vent", "e.yml", "e:text"), Spør="Ask first", Vent="Wait")
    renamed = [
        SourceText("Spør først", "new.yml", "new:title", ("e:title",)),
        SourceText("Vent litt", "new.yml", "new:text", ("e:text",)),
    ]
    made = merge(old, renamed)
    assert entry(made, "Spør først") == ("Ask first", False)
    assert entry(made, "Vent litt") == ("Wait", True)
    assert not made.obsolete
