"""Pages with warnings are read again, so that a warning stays until its reason is gone."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kit.sphinxext.incremental.outdated_pages import _prose, _warned, note_warned


@pytest.fixture
def app(tmp_path: Path) -> Any:
    config = SimpleNamespace(locale_dirs=["locale"], language="nb")
    return cast("Any", SimpleNamespace(doctreedir=tmp_path, srcdir=tmp_path, config=config))


def test_warned_pages_are_remembered_until_nobody_warns(app: Any) -> None:
    assert _warned(app) == set()
    note_warned(app, ["b", "a", "a"])
    assert _warned(app) == {"a", "b"}
    note_warned(app, [])
    assert _warned(app) == set()
    note_warned(app, [])


def test_a_page_is_out_of_date_when_its_translation_or_its_contents_change(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents: dict[str, list[str]] = {"a": ["b"]}
    monkeypatch.setattr(
        "kit.sphinxext.incremental.outdated_pages.KitConfig.of",
        lambda _config: SimpleNamespace(contents=contents),
    )
    seen = [_prose(app, "a")]
    catalogue = tmp_path / "locale" / "nb" / "LC_MESSAGES" / "a.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(b"one")
    seen.append(_prose(app, "a"))
    catalogue.write_bytes(b"two")
    seen.append(_prose(app, "a"))
    contents["a"] = ["b", "c"]
    seen.append(_prose(app, "a"))
    assert len(set(seen)) == 4
    contents["other"] = ["d"]
    assert _prose(app, "a") == seen[-1]
