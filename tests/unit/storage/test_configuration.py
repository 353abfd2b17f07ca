"""Keys lie apart from what is copied: whoever has a copy of the answers has no key to them."""

from pathlib import Path

import pytest

from kit.storage.configuration import CollectorSettings, check_placement
from kit.storage.errors import StoreError


def settings(
    folder: Path, code: str, keys: str | None, backups: str | None = None
) -> CollectorSettings:
    return CollectorSettings(
        f"sqlite:///{folder}/data/collector.sqlite3",
        folder / code,
        folder / keys if keys else None,
        folder / backups if backups else None,
    )


def test_keys_apart_from_database_and_backups_are_fine(tmp_path: Path) -> None:
    check_placement(settings(tmp_path, "secret/code.key", "secret/keys", "backups"))
    check_placement(settings(tmp_path, "secret/code.key", None))
    # A name that only begins the same is another folder.
    check_placement(settings(tmp_path, "data-keys/code.key", "data-keys/keys"))


@pytest.mark.parametrize(
    ("code", "keys", "backups", "named"),
    [
        ("secret/code.key", "data/keys", None, "key folder"),
        ("data/code.key", "secret/keys", None, "code key"),
        ("secret/code.key", "secret/keys", "secret", "key folder"),
        ("secret/code.key", "secret/keys", "secret/keys/backups", "key folder"),
        ("secret/code.key", ".", None, "key folder"),
        ("secret/code.key", "secret/../data/keys", None, "key folder"),
    ],
)
def test_a_copy_of_one_place_never_holds_the_other(
    tmp_path: Path, code: str, keys: str, backups: str | None, named: str
) -> None:
    with pytest.raises(StoreError, match=f"the {named} .* must lie apart from"):
        check_placement(settings(tmp_path, code, keys, backups))


def test_a_link_leads_no_key_into_the_folder_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "data" / "keys").mkdir(parents=True)
    (tmp_path / "keys").symlink_to(tmp_path / "data" / "keys")
    with pytest.raises(StoreError, match="key folder"):
        check_placement(settings(tmp_path, "secret/code.key", "keys"))


def test_a_book_keeps_its_keys_outside_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = CollectorSettings.embedded(tmp_path / "book")
    other = CollectorSettings.embedded(tmp_path / "other book")
    assert made.database_file == tmp_path / "book" / "_responses" / "collector.sqlite3"
    assert made.keys
    assert made.keys.is_relative_to(tmp_path / "state" / "workshop-kit")
    assert made.code_key != other.code_key
    check_placement(made)


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:"])
def test_answers_are_never_kept_in_memory_alone(tmp_path: Path, address: str) -> None:
    with pytest.raises(StoreError, match="has to be a file"):
        _ = CollectorSettings(address, tmp_path, None).database_file


def test_an_address_that_cannot_be_read_is_not_repeated(tmp_path: Path) -> None:
    broken = CollectorSettings("postgresql//kit:pass-word@host", tmp_path, None)
    with pytest.raises(StoreError) as refused:
        _ = broken.database_file
    assert "pass-word" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_postgresql_has_no_file(tmp_path: Path) -> None:
    there = CollectorSettings("postgresql+psycopg://kit@host/kit", tmp_path / "c", tmp_path / "k")
    assert there.database_file is None
    check_placement(there)


def test_another_database_lies_beside_the_collectors_and_knows_no_key(tmp_path: Path) -> None:
    own = CollectorSettings(f"sqlite:///{tmp_path}/a.sqlite3", tmp_path / "code", tmp_path / "keys")
    beside = own.beside("measures")
    assert beside.database_file == tmp_path / "a-measures.sqlite3"
    assert (beside.code_key, beside.keys) == (own.code_key, None)
    # On PostgreSQL it is a schema, which every connection enters by itself.
    shared = CollectorSettings("postgresql+psycopg://u@h/db", tmp_path / "code", None)
    assert shared.beside("measures").database == shared.database
