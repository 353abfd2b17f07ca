"""Whatever the system refuses is one line with the path, and no traceback."""

import errno
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.cli import main
from kit.cli.system import refused
from kit.files import write_whole

REFUSALS = {
    errno.ENOSPC: "the disk is full",
    errno.EACCES: "there is no permission",
    errno.EROFS: "the disk can only be read",
    errno.EISDIR: "there is a folder where a file is needed",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOENT: "a file or folder is not there, or is gone since",
    errno.EIO: "the disk cannot be read or written",
}


@pytest.mark.parametrize(("code", "words"), REFUSALS.items())
def test_a_refusal_says_why_and_names_the_path(
    code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(code, "whatever", str(tmp_path / "page"))

    monkeypatch.setattr("kit.cli.schema.json_schemas", failing)
    done = CliRunner().invoke(main, ["schema", "--project", str(tmp_path)])
    assert done.exit_code == 3
    assert done.stderr == f"Error: {words}: {tmp_path / 'page'}\n"


def test_a_full_disk_that_names_no_file_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kit.cli.system._LITTLE", 10**30)
    error = refused(OSError(errno.ENOSPC, "No space left on device"), [tmp_path])
    assert error.format_message() == f"the disk is full: {tmp_path.resolve()}"


def test_any_other_error_of_the_system_is_told_in_its_own_words() -> None:
    assert refused(TimeoutError("it took too long")).format_message() == "it took too long"
    assert refused(OSError(errno.EXDEV, "Cross-device link", "a")).format_message() == (
        "cross-device link: a"
    )


def test_a_name_that_is_too_long_for_the_disk_is_said_so(tmp_path: Path) -> None:
    name = tmp_path / ("x" * 300)
    done = CliRunner().invoke(main, ["schema", "--out", str(name)])
    assert done.exit_code == 3
    assert done.stderr.startswith("Error: the name is too long: ")


def test_what_cannot_be_written_whole_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"before")

    def full(new: Path, data: bytes) -> int:
        with new.open("wb") as file:
            file.write(data[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space left") as caught:
            write_whole(path, b"after")
    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
    assert write_whole(path, b"after") is True
    assert write_whole(path, b"after") is False
