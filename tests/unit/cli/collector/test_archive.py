"""``kit archive`` writes a file for each kind, also where nothing was agreed on yet."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.cli import main
from kit.cli.collector.archive import command
from kit.measures import keep
from kit.storage import CollectorSettings, open_store
from kit.storage.owners import MEASURES
from tests.unit.measures.conftest import agreed


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CollectorSettings:
    """Give the settings of a book that has a collector."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    settings = CollectorSettings.embedded(tmp_path)
    open_store(settings).close()
    return settings


def written(project: Path, *more: str) -> list[str]:
    """Return the names of the files that the command says it wrote, without their day."""
    arguments = [str(project / "out"), "--project", str(project), "--json", *more]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    files = [Path(each) for each in json.loads(result.output)["written"]]
    assert all(file.is_file() for file in files)
    return [file.name.partition("-")[0] for file in files]


def test_there_is_a_file_for_each_kind(tmp_path: Path, own: CollectorSettings) -> None:
    assert written(tmp_path) == ["results", "record"]
    with closing(open_store(own.beside(MEASURES.beside), MEASURES)) as store:
        keep(store, "a", "A", agreed(), 0, "leader")
    assert written(tmp_path, "--language", "nb") == ["results", "measures", "record"]


def test_nobody_else_can_read_the_files(tmp_path: Path, own: CollectorSettings) -> None:
    # It has what teams agreed on and do not share, and who did what.
    for _ in range(2):
        assert written(tmp_path)
        folder = tmp_path / "out"
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {each.stat().st_mode & 0o777 for each in folder.iterdir()} == {0o600}
        assert not [each for each in folder.iterdir() if each.suffix != ".zip"]
        for each in folder.iterdir():
            each.chmod(0o644)


def test_a_language_that_there_is_not_is_said_in_a_sentence(
    tmp_path: Path, own: CollectorSettings
) -> None:
    given = ["archive", str(tmp_path / "out"), "--project", str(tmp_path), "--language", "xx"]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()
