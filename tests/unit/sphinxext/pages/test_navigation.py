"""What a reader sees of the contents from one page: the own branch, and a way to all others."""

from types import SimpleNamespace
from typing import Any, cast

from kit.sphinxext.pages import navigation as module
from kit.sphinxext.pages.navigation import Entry, Group, navigation, reading_order


class Book:
    """As much of an application as a page asks for when the tree is there."""

    builder = SimpleNamespace(get_target_uri=lambda page: f"{page}.html")


def entry(page: str, *groups: Group, hue: int | None = None) -> Entry:
    inner = [each for group in groups for each in group.entries]
    below = frozenset(name for each in inner for name in (each.page, *each.below) if name)
    return Entry(f"Title of {page}", page, f"{page}.html", hue, groups, below)


def seen_from(page: str, *groups: Group) -> str:
    book = cast("Any", Book())
    module._TREES[book] = groups
    return str(navigation(book, page, dict))


LEARN = entry("learn/index", Group("", (entry("learn/share"), entry("learn/ask"))), hue=2)
DARE = entry("dare/index", Group("", (entry("dare/pull"),)))
AREAS = Group("Focus areas", (LEARN, DARE))


def test_a_page_shows_its_own_branch_and_of_the_others_the_top_alone() -> None:
    html = seen_from("learn/share", AREAS)
    assert "Title of learn/ask" in html
    assert "Title of dare/index" in html
    assert "Title of dare/pull" not in html


def test_the_page_that_one_is_on_says_so_and_leads_nowhere_else() -> None:
    html = seen_from("learn/share", AREAS)
    assert 'href="#" aria-current="page">Title of learn/share<' in html
    assert html.count("aria-current") == 1


def test_links_lead_from_a_page_in_a_folder_to_one_in_another() -> None:
    assert 'href="../dare/index.html"' in seen_from("learn/share", AREAS)


def test_a_part_has_its_name_for_those_who_do_not_see_it() -> None:
    html = seen_from("learn/share", AREAS)
    assert '<ul aria-label="Focus areas">' in html
    assert 'data-kit-hue="2"' in html


def test_a_long_part_is_folded_for_who_reads_elsewhere_and_open_for_who_reads_in_it() -> None:
    long = Group("Appendix", tuple(entry(f"more/{number}") for number in range(9)))
    assert "<details" in seen_from("learn/share", AREAS, long)
    assert "<details" not in seen_from("more/3", AREAS, long)
    short = Group("Appendix", long.entries[:8])
    assert "<details" not in seen_from("learn/share", AREAS, short)


def test_what_authors_write_into_captions_and_addresses_stays_text() -> None:
    link = Entry("Law", None, 'https://law.example/?a=1&b="', None, (), frozenset())
    html = seen_from("index", Group("A <b> & C", (link,)))
    assert "A &lt;b&gt; &amp; C" in html
    assert "<b>" not in html
    assert 'href="https://law.example/?a=1&amp;b=&quot;"' in html


def test_a_part_without_entries_is_not_shown() -> None:
    assert seen_from("index", Group("Nothing yet", ())) == ""


def test_the_book_is_read_in_the_order_of_its_contents_and_each_page_once() -> None:
    included = {"index": ["a", "b"], "a": ["a1", "a2"], "b": ["a1", "index"]}
    env = SimpleNamespace(config=SimpleNamespace(root_doc="index"), toctree_includes=included)
    order = reading_order(cast("Any", env))
    assert sorted(order, key=lambda page: order[page]) == ["index", "a", "a1", "a2", "b"]
