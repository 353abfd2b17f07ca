"""Which database, keys and code key a command works on; nothing that is named is dropped."""

from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kit.cli.collector.stores import Where, store_options
from kit.storage import CollectorSettings


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CollectorSettings:
    """Give where a book keeps its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return CollectorSettings.embedded(tmp_path)


def _settings(project: Path, *arguments: str) -> CollectorSettings | str:
    found: list[CollectorSettings] = []

    @click.command
    @store_options
    def command(where: Where) -> None:
        found.append(where.settings)

    result = CliRunner().invoke(command, ["--project", str(project), *arguments])
    return found[0] if found else str(result.exception)


def test_a_book_has_its_own_unless_told_otherwise(tmp_path: Path, own: CollectorSettings) -> None:
    assert _settings(tmp_path) == own


def test_keys_and_code_key_can_be_named_without_a_database(
    tmp_path: Path, own: CollectorSettings
) -> None:
    keys, code_key = tmp_path / "k", tmp_path / "c"
    assert _settings(tmp_path, "--keys", str(keys)) == replace(own, keys=keys)
    assert _settings(tmp_path, "--code-key", str(code_key)) == replace(own, code_key=code_key)


def test_another_database_has_no_keys_of_the_book(tmp_path: Path, own: CollectorSettings) -> None:
    database, code_key = "postgresql+psycopg://kit@db/kit", tmp_path / "c"
    assert _settings(tmp_path, "--database", database) == "--database needs --code-key"
    found = _settings(tmp_path, "--database", database, "--code-key", str(code_key))
    assert found == CollectorSettings(database, code_key, None)
