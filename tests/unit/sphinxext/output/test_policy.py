"""The content security policy of a page."""

from types import SimpleNamespace
from typing import Any

import pytest

from kit.sphinxext.config import KitConfig
from kit.sphinxext.output.policy import page_policy, script_hash

BODY = "<p>Words</p><script>b()</script><script>a()</script><b onclick='c()'>x</b>"
OPEN, HERE = KitConfig(), KitConfig(collector="/")
HOST = "https://allowed.example"


def _rules(config: KitConfig, *, form: bool = False, **page: Any) -> dict[str, list[str]]:
    policy = page_policy(config, {"body": BODY, **page}, form=form)
    assert '"' not in policy
    return {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}


def test_a_book_that_collects_lets_run_the_scripts_that_stand_in_a_page_in_a_fixed_order() -> None:
    hashes = sorted([script_hash("a()"), script_hash("b()")])
    assert _rules(HERE)["script-src"] == ["'self'", *hashes]


def test_beside_a_form_it_lets_run_only_what_extensions_put_there() -> None:
    theirs = SimpleNamespace(filename=None, attributes={"body": "hint()"})
    found = _rules(HERE, form=True, script_files=[theirs])
    assert found["script-src"] == ["'self'", script_hash("hint()")]


@pytest.mark.parametrize(
    ("collector", "asked"), [("/", "'self'"), ("https://svar.example", "https://svar.example")]
)
def test_a_form_asks_nobody_but_the_collector(collector: str, asked: str) -> None:
    found = _rules(KitConfig(collector=collector, hosts=(HOST,)), form=True)
    assert found["connect-src"] == [asked]
    assert not [rule for rule in found.values() if HOST in rule]


def test_another_page_of_a_book_that_collects_asks_nobody_and_shows_what_is_allowed() -> None:
    found = _rules(KitConfig(collector="/", hosts=(HOST,)))
    assert "connect-src" not in found
    assert HOST not in found["script-src"]
    assert all(HOST in found[name] for name in ("img-src", "media-src", "frame-src", "style-src"))


def test_the_search_reads_the_pages_that_it_finds() -> None:
    assert _rules(HERE, pagename="search")["connect-src"] == ["'self'"]


def test_a_book_that_does_not_collect_lets_its_extensions_do_what_they_need() -> None:
    found = _rules(OPEN, form=True)
    assert {"'self'", "'unsafe-inline'", "'unsafe-eval'"} <= set(found["script-src"])
    assert found["connect-src"] == ["'self'"]


@pytest.mark.parametrize("config", [OPEN, HERE])
def test_no_page_lets_its_addresses_be_bent_or_names_a_host_by_itself(config: KitConfig) -> None:
    found = _rules(config)
    assert (found["default-src"], found["base-uri"]) == (["'none'"], ["'none'"])
    assert found["form-action"] == ["'self'"]
    assert not [each for rule in found.values() for each in rule if "//" in each or each == "*"]
