"""What a page points to is found, wherever it stands, and held against what is there."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.checks import check_book
from kit.checks.markdown.markup import read_markup
from kit.checks.markdown.reader import anchor_of
from kit.checks.settings.contents import read_contents
from kit.errors import Severity
from kit.load import load_book

Edit = Callable[[str, str, str], None]

INDEX = "book/index.md"


def codes_after(root: Path, edit: Edit, text: str) -> list[str]:
    edit(INDEX, "Read [", f"{text}\n\nRead [")
    return [problem.code for problem in check_book(load_book(root))]


@pytest.mark.parametrize(
    "text",
    [
        "[a](learn.md)",
        "[a](learn)",
        "[a](/book/learn.md)",
        "[a](learn.md#together)",
        "[a](#a-small-book)",
        "[a](https://example.org/nothing.md)",
        "[a](mailto:hr@example.org)",
        "<https://example.org>",
        "[a](../exercises/learn/looking-back.yml)",
        "{doc}`learn` {doc}`så <learn>` {doc}`/book/learn`",
        "(here)=\n\n{ref}`here` [a](#here)",
        "```\n[a](nowhere.md)\n```",
        "`[a](nowhere.md)`",
        "```{code-block} md\n[a](nowhere.md)\n```",
        "<!-- [a](nowhere.md) -->",
        "{kit:exercise}`learn/looking-back` {kit:focus-area}`learn` {kit:role}`leader`",
        "```{kit-roles} leader\n```",
        "```{kit-exercises}\n:role: leader\n:max-minutes: 10\n:kind: group\n```",
        "A footnote[^1].\n\n[^1]: With [a](learn.md).",
    ],
)
def test_what_is_there_is_no_problem(root: Path, edit: Edit, text: str) -> None:
    assert codes_after(root, edit, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[a](nowhere.md)",
        "- a list\n  - with [a](nowhere.md)",
        "> a quotation with [a](nowhere.md)",
        "| a | b |\n|---|---|\n| c | [a](nowhere.md) |",
        ":::{note}\n[a](nowhere.md)\n:::",
        "::::{note}\n:::{tip}\n[a](nowhere.md)\n:::\n::::",
        "```{admonition} A title\n:class: tip\n\n[a](nowhere.md)\n```",
        "[a][b]\n\n[b]: nowhere.md",
        '<a href="nowhere.md">a</a>',
        "[a](../../outside.md)",
        "[a](learn.md#nowhere)",
        "{doc}`nowhere`",
    ],
)
def test_a_broken_link_is_found_wherever_it_stands(root: Path, edit: Edit, text: str) -> None:
    assert codes_after(root, edit, text) == ["broken-link"]


def test_the_second_of_two_equal_links_has_a_place_of_its_own() -> None:
    links = read_markup("[a](x.md) and [b](x.md)\nand [c](x.md)\n").links
    assert [(link.line, link.column) for link in links] == [(1, 5), (1, 19), (2, 9)]


def test_lines_are_right_inside_directives_with_options() -> None:
    text = "# A\n\n:::{note}\n:class: x\n:name: here\n\none\n\n[a](x.md)\n:::\n"
    markup = read_markup(text)
    assert [(link.line, link.column) for link in markup.links] == [(9, 5)]
    assert "here" in markup.targets


def test_anchors_of_equal_headings_are_numbered() -> None:
    assert read_markup("# A\n## Å be *om* hjelp?\n## Å be om hjelp\n").headings == {
        "a",
        "å-be-om-hjelp",
        "å-be-om-hjelp-1",
    }


def test_an_anchor_keeps_letters_of_every_language() -> None:
    assert anchor_of("  Å være «god», 2 ganger! ") == "å-være-god-2-ganger"


@given(st.one_of(st.text(), st.text(alphabet="`:{}[]()<>!#-=\n ak/.|*_$^\\\"'~&;")))
def test_no_text_makes_reading_a_page_raise(text: str) -> None:
    markup = read_markup(text)
    lines = text.count("\n") + 1
    for spot in (*markup.links, *markup.images, *markup.roles, *markup.directives):
        assert 1 <= spot.line <= lines + 1


def test_deeply_nested_directives_are_read_without_end() -> None:
    depth = 60
    opening = "\n".join(":" * (depth + 3 - level) + "{note}" for level in range(depth))
    closing = "\n".join(":" * (4 + level) for level in range(depth))
    read_markup(f"{opening}\n[a](x.md)\n{closing}\n")


def test_what_only_deserves_a_look_is_a_warning(root: Path) -> None:
    (root / "book" / "forgotten.md").write_text("# Forgotten\n", encoding="utf-8")
    problems = check_book(load_book(root))
    assert {problem.code for problem in problems} == {"page-not-listed", "missing-key"}
    assert {problem.severity for problem in problems} == {Severity.WARNING}


def test_an_excluded_page_need_not_be_listed(root: Path, edit: Edit) -> None:
    (root / "book" / "draft.md").write_text("# Draft\n", encoding="utf-8")
    edit("_config.yml", "author: HR", "author: HR\nexclude_patterns: [book/draft.md]")
    assert check_book(load_book(root)) == ()


def test_a_page_in_an_old_encoding_is_reported_and_read(root: Path) -> None:
    path = root / INDEX
    text = path.read_text(encoding="utf-8").replace("Read", "Les på [a](nowhere.md)")
    path.write_bytes(text.encode("cp1252"))
    codes = [problem.code for problem in check_book(load_book(root))]
    assert codes == ["not-utf8", "broken-link"]


@pytest.mark.parametrize(
    "contents",
    [
        "format: jb-article\nroot: book/index\nsections:\n- file: book/learn.md\n",
        "format: jb-book\nroot: book/index\nparts:\n- chapters: [file: book/learn]\n",
        "format: jb-book\nroot: book/index\nchapters: [file: book/learn, url: x]\n",
        "format: jb-book\nroot: book/index\nchapters:\n- glob: book/*\n",
    ],
)
def test_every_form_of_contents_is_read(root: Path, contents: str) -> None:
    (root / "_toc.yml").write_text(contents, encoding="utf-8")
    found = read_contents(root)
    assert found.problems == []
    assert set(found.pages) == {"book/index.md", "book/learn.md"}


YAML_LIKE = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(max_size=5), st.just("book/learn")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["file", "chapters", "parts", "sections", "glob", "title", "x"]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)


@given(YAML_LIKE)
def test_no_contents_make_reading_raise(
    tmp_path_factory: pytest.TempPathFactory, data: object
) -> None:
    folder = tmp_path_factory.mktemp("contents")
    (folder / "_toc.yml").write_text(
        f"format: jb-book\nchapters: {_yaml(data)}\n", encoding="utf-8"
    )
    read_contents(folder)


def _yaml(data: object) -> str:
    return json.dumps(data)
