"""Who has the address of a page that was renamed or taken out finds out where to go."""

from collections import defaultdict
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kit.sphinxext.output.former_pages import former_pages


def _pages(
    monkeypatch: pytest.MonkeyPatch, formerly: object, removed: tuple[str, ...] = ()
) -> dict[str, str]:
    metadata: defaultdict[str, dict[str, object]] = defaultdict(dict)
    metadata["book/new"]["kit"] = formerly
    title = SimpleNamespace(astext=lambda: "The new page")
    env = SimpleNamespace(
        found_docs={"index", "book/new"}, metadata=metadata, titles={"book/new": title}
    )
    config = SimpleNamespace(root_doc="index")
    monkeypatch.setattr(
        "kit.sphinxext.output.former_pages.KitConfig.of",
        lambda _config: SimpleNamespace(removed=removed),
    )
    builder = cast("Any", SimpleNamespace(env=env, config=config))
    return {name: page.decode() for name, page in former_pages(builder, "nb")}


@pytest.mark.parametrize("formerly", ['{"formerly": ["older/name"]}', {"formerly": ["older/name"]}])
def test_a_former_name_leads_to_the_page_of_today(
    monkeypatch: pytest.MonkeyPatch, formerly: object
) -> None:
    pages = _pages(monkeypatch, formerly)
    assert list(pages) == ["older/name.html"]
    assert 'data-to="../book/new.html"' in pages["older/name.html"]
    assert "The new page" in pages["older/name.html"]


def test_a_page_of_today_goes_before_one_that_was(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _pages(monkeypatch, {"formerly": ["index"]}, ("index", "book/new")) == {}


def test_a_page_that_was_taken_out_says_so_and_leads_to_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (notice,) = _pages(monkeypatch, None, ("book/gone",)).values()
    assert 'href="../index.html"' in notice
    assert '<meta name="robots" content="noindex">' in notice


@pytest.mark.parametrize("said", [None, "text", "[1]", {"formerly": None}, {"formerly": [5]}, 7])
def test_what_is_no_list_of_names_makes_no_page(
    monkeypatch: pytest.MonkeyPatch, said: object
) -> None:
    assert _pages(monkeypatch, said) == {}
