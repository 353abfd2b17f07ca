"""What a plugin raises is told in one line, at its place in the plugin's file."""

from pathlib import Path

import pytest

from kit.plugins.failure import FAILURES, advice, reason, spot


def raised_by(path: Path, code: str) -> BaseException:
    path.parent.mkdir(exist_ok=True)
    path.write_text(code)
    try:
        exec(compile(code, str(path), "exec"), {})  # noqa: S102 - the plugin of this test
    except FAILURES as error:
        return error
    raise AssertionError("it should fail")


@pytest.mark.parametrize(
    ("code", "line", "said"),
    [
        ("a = 1\ndef f():\n    raise ValueError('no\\nway')\nf()\n", 3, "ValueError: no way"),
        ("import sys\nsys.exit('bye')\n", 2, "SystemExit: bye"),
        ("a = 1\nraise KeyError\n", 2, "KeyError"),
    ],
)
def test_an_error_is_at_the_last_line_of_the_plugin(
    tmp_path: Path, code: str, line: int, said: str
) -> None:
    error = raised_by(tmp_path / "plugins" / "a.py", code)
    assert reason(error) == said
    assert spot(error, "plugins/a.py") == (line, 1)
    assert spot(error, "plugins/other.py") == (1, 1)
    assert spot(error, "a-plugins/a.py") == (1, 1)


def test_a_slip_of_the_pen_is_at_its_column(tmp_path: Path) -> None:
    error = raised_by(tmp_path / "plugins" / "a.py", "a = 1\nb = = 2\n")
    assert spot(error, "plugins/a.py") == (2, 5)
    assert "line" not in reason(error)


def test_advice_is_given_only_where_it_is_clear() -> None:
    assert advice(ModuleNotFoundError("no", name="pandas")) == (
        "install what brings 'pandas', or correct the name"
    )
    assert "four for each level" in str(advice(IndentationError("x")))
    assert advice(ValueError("x")) is None


def test_ctrl_c_still_ends_the_command() -> None:
    assert not issubclass(KeyboardInterrupt, FAILURES)
    assert issubclass(SystemExit, FAILURES)
