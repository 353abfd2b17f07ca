"""A language that the kit lacks comes from an installed package or from a book's folder."""

from pathlib import Path

import pytest

from kit.catalogues import (
    LANGUAGES,
    bring,
    digest_of,
    languages,
    sphinx_locale_dir,
    strings,
    untold,
)
from kit.plugins import discover
from tests.danish import FOLDER, put_into


@pytest.fixture(params=["folder", "package"])
def danish(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "folder":
        put_into(tmp_path)
        bring(tmp_path)
    else:
        monkeypatch.syspath_prepend(FOLDER)


@pytest.mark.usefixtures("danish")
def test_its_words_are_said_and_what_lacks_is_english() -> None:
    assert languages() == (*LANGUAGES, "da")
    assert strings("da").gettext("Back") == strings("da-DK").gettext("Back") == "Tilbage"
    assert strings("da").ngettext("%(n)d minute", "%(n)d minutes", 2) == "%(n)d minutter"
    assert strings("da").gettext("Cancel") == "Cancel"
    assert strings("nb").gettext("Back") == "Tilbake"


@pytest.mark.usefixtures("danish")
def test_a_translation_that_cannot_be_filled_in_is_not_used() -> None:
    assert strings("da").gettext("Slips for {unit}") == "Slips for {unit}"


@pytest.mark.usefixtures("danish")
def test_it_is_told_how_many_texts_nobody_has() -> None:
    missing, total = untold("da")
    assert total - missing == 12
    assert untold("fi") == (total, total)


def test_the_list_of_plugins_has_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_into(tmp_path)
    assert [found.origin for found in discover(tmp_path).found if found.name == "da"] == [
        "locale/da/LC_MESSAGES/kit.po"
    ]
    monkeypatch.syspath_prepend(FOLDER)
    found = discover(tmp_path)
    assert found.broken == ()
    assert [one.origin for one in found.found if one.name == "da"] == ["kit-danish 1.0"]


def test_a_book_completes_what_a_package_has_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(FOLDER)
    words = tmp_path / "locale/da/LC_MESSAGES/kit.po"
    words.parent.mkdir(parents=True)
    words.write_text('msgid "Cancel"\nmsgstr "Fortryd"\n', encoding="utf-8")
    bring(tmp_path)
    assert strings("da").gettext("Cancel") == "Fortryd"
    assert strings("da").gettext("Back") == "Tilbage"


def test_words_change_while_the_process_lives(tmp_path: Path) -> None:
    words = put_into(tmp_path) / "LC_MESSAGES" / "kit.po"
    bring(tmp_path)
    assert strings("da").gettext("Back") == "Tilbage"
    before = digest_of("da")
    words.write_text(words.read_text("utf-8").replace("Tilbage", "Retur"), encoding="utf-8")
    assert strings("da").gettext("Back") == "Retur"
    assert digest_of("da") != before
    words.write_text('msgid "Back', encoding="utf-8")
    assert strings("da").gettext("Back") == "Back"
    words.unlink()
    assert languages() == LANGUAGES


def test_what_sphinx_lacks_comes_along(tmp_path: Path) -> None:
    folder = put_into(tmp_path) / "LC_MESSAGES"
    (folder / "sphinx.po").write_text('msgid "Contents"\nmsgstr "Indhold"\n', encoding="utf-8")
    bring(tmp_path)
    made = sphinx_locale_dir(tmp_path / "made")
    assert b"Indhold" in (made / "da/LC_MESSAGES/sphinx.mo").read_bytes()


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("'da'", "it follows plugin interface None"),
        ("LanguagePack('fi', Path(__file__).parent)", "it calls itself 'fi'"),
        (
            "LanguagePack('da', Path(__file__).parent / 'none')",
            "its folder has no LC_MESSAGES/kit.po",
        ),
    ],
)
def test_a_broken_package_is_named_and_not_spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, why: str
) -> None:
    name = f"broken_language_{sum(value.encode())}"
    (tmp_path / f"{name}-1.0.dist-info").mkdir()
    about = tmp_path / f"{name}-1.0.dist-info"
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[kit.languages]\nda = {name}:language\n")
    (tmp_path / f"{name}.py").write_text(
        f"from pathlib import Path\nfrom kit.plugins import LanguagePack\nlanguage = {value}\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    (broken,) = discover().broken
    assert (broken.group, broken.name) == ("kit.languages", "da")
    assert why in broken.reason
    assert languages() == LANGUAGES
