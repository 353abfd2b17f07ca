"""Settings: misread words, unknown ones, those without effect."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.checks import check_book
from kit.load import load_book

Edit = Callable[[str, str, str], None]


def codes_after(root: Path, edit: Edit, text: str) -> list[str]:
    edit("_config.yml", "author: HR\n", f"author: HR\n{text}\n")
    return [problem.code for problem in check_book(load_book(root))]


@pytest.mark.parametrize(
    "text",
    [
        "execute:\n  execute_notebooks: 'off'",
        "execute:\n  execute_notebooks: false\n  timeout: -1",
        "html:\n  use_edit_page_button: true\n  favicon: ''",
        "html:\n  announcement: ''\n  comments:\n    hypothesis: false",
        "launch_buttons:\n  thebe: false\n  binderhub_url: ''",
        "copyright: 2026",
        "parse:\n  myst_enable_extensions: [deflist]",
        "bibtex_bibfiles: []",
    ],
)
def test_what_works_or_says_nothing_is_no_problem(root: Path, edit: Edit, text: str) -> None:
    assert codes_after(root, edit, text) == []


@pytest.mark.parametrize("word", ["no", "No", "OFF", "on", "yes"])
def test_an_unquoted_word_is_found_as_value_and_as_key(root: Path, edit: Edit, word: str) -> None:
    assert codes_after(root, edit, f"html:\n  {word}: {word}") == ["unquoted-boolean"] * 2


@pytest.mark.parametrize("word", ["'no'", '"on"', "nothing", "n", "y"])
def test_quoted_and_other_words_stay_words(root: Path, edit: Edit, word: str) -> None:
    assert codes_after(root, edit, f"copyright: {word}") == []


@pytest.mark.parametrize(
    "text", ["html: 5", "html: [a]", "sphinx2: 1", "sphinx:\n  config: 5", "exclude_patterns: a"]
)
def test_no_setting_makes_the_checks_raise(root: Path, edit: Edit, text: str) -> None:
    assert codes_after(root, edit, text) != []


@pytest.mark.parametrize(
    "name",
    [
        "comments_config",
        "copybutton_prompt_text",
        "external_toc_path",
        "html_copy_source",
        "html_sidebars",
        "html_use_index",
        "include_patterns",
        "intersphinx_mapping",
        "latex_elements",
        "locale_dirs",
        "mathjax_path",
        "nb_custom_formats",
        "nb_ipywidgets_js",
        "source_suffix",
        "thebe_config",
    ],
)
def test_a_value_of_sphinx_without_effect_is_named(root: Path, edit: Edit, name: str) -> None:
    edit("_config.yml", "    kit_languages", f"    {name}: x\n    kit_languages")
    (problem,) = check_book(load_book(root))
    assert problem.code == "unsupported-setting"
    assert f"'{name}'" in problem.message


def test_options_of_the_theme_are_taken_or_named(root: Path, edit: Edit) -> None:
    options = "{announcement: News, use_issues_button: true, show_navbar_depth: 2}"
    line = f"    html_theme_options: {options}\n"
    edit("_config.yml", "    kit_languages", f"{line}    kit_languages")
    (problem,) = check_book(load_book(root))
    assert problem.code == "unsupported-setting"
    assert "'html_theme_options: show_navbar_depth'" in problem.message
    edit("_config.yml", options, "wide")
    (problem,) = check_book(load_book(root))
    assert problem.code == "wrong-value"


@pytest.mark.parametrize(
    "text",
    [
        "html:\n  announcement: https://example.org/news.html",
        "html:\n  extra_footer: <img src='https://example.org/a.png' alt=''>",
        "html:\n  announcement: <script src=//example.org/a.js></script>",
        "html:\n  extra_footer: <p style='background:url(//example.org/a.png)'>x</p>",
        "html:\n  favicon: https://example.org/a.ico",
        "logo: https://example.org/logo.svg",
    ],
)
def test_html_that_asks_another_host_is_found(root: Path, edit: Edit, text: str) -> None:
    assert codes_after(root, edit, text) == ["foreign-host"]


@pytest.mark.parametrize(
    "text",
    [
        "html:\n  announcement: <a href='https://example.org/'>News</a>",
        "html:\n  extra_footer: <p>CC BY 4.0</p>\n  use_multitoc_numbering: false",
        "parse:\n  myst_substitutions: {town: Here}",
    ],
)
def test_what_is_shown_around_a_page_is_no_problem(root: Path, edit: Edit, text: str) -> None:
    assert codes_after(root, edit, text) == []


def test_a_script_of_another_host_is_found_where_it_is_named(root: Path, edit: Edit) -> None:
    line = "    html_js_files: [own.js, 'https://cdn.example/x.js']\n"
    edit("_config.yml", "    kit_languages", f"{line}    kit_languages")
    (problem,) = check_book(load_book(root))
    assert (problem.code, problem.place.column) == ("foreign-host", 29)


@pytest.mark.parametrize("value", ["''", "/", "https://svar.example.no"])
def test_an_address_for_answers_is_no_problem(root: Path, edit: Edit, value: str) -> None:
    edit("_config.yml", "    kit_languages", f"    kit_collector: {value}\n    kit_languages")
    assert check_book(load_book(root)) == ()


@pytest.mark.parametrize("value", ["true", "http://svar.example.no", "https://a.no/collect"])
def test_an_unsafe_address_for_answers_is_named(root: Path, edit: Edit, value: str) -> None:
    edit("_config.yml", "    kit_languages", f"    kit_collector: {value}\n    kit_languages")
    (problem,) = check_book(load_book(root))
    assert (problem.code, problem.place.column) == ("wrong-value", 20)


@pytest.mark.parametrize(
    ("languages", "value", "codes"),
    [
        ("[en]", "true", []),
        ("[en]", "false", []),
        ("[en, nb]", "true", []),
        ("[en, nb]", "false", ["unsupported-setting"]),
        ("[en]", "en", ["wrong-value"]),
    ],
)
def test_a_folder_for_the_only_language_is_one_that_can_be_left_out(
    root: Path, edit: Edit, languages: str, value: str, codes: list[str]
) -> None:
    edit("_config.yml", "[en]", f"{languages}\n    kit_language_folder: {value}")
    found = [problem.code for problem in check_book(load_book(root))]
    assert [code for code in found if code != "missing-translation"] == codes


@pytest.mark.parametrize("name", ["sphinx_copybutton", "sphinx_thebe", "sphinx.ext.intersphinx"])
def test_an_extension_that_is_left_out_is_named(root: Path, edit: Edit, name: str) -> None:
    edit("_config.yml", "[kit.sphinxext]", f"[kit.sphinxext, {name}]")
    (problem,) = check_book(load_book(root))
    assert problem.code == "unsupported-setting"
    assert f"'{name}'" in problem.message


@pytest.mark.parametrize("key", ["style: roman", "restart_numbering: true"])
def test_a_key_of_the_contents_without_effect_is_named(root: Path, edit: Edit, key: str) -> None:
    page = "  - file: book/learn\n"
    contents = (root / "_toc.yml").read_text("utf-8")
    assert page in contents
    part = f"parts:\n  - caption: All\n    {key}\n    chapters:\n    {page}"
    edit("_toc.yml", f"chapters:\n{page}", part)
    (problem,) = check_book(load_book(root))
    assert (problem.code, problem.place.line) == ("unsupported-setting", 5)


def test_of_the_settings_of_mathjax_only_macros_have_an_effect(root: Path, edit: Edit) -> None:
    text = 'mathjax3_config: {tex: {macros: {R: "x"}, packages: [a]}, loader: {load: [b]}}'
    edit("_config.yml", "    kit_languages", f"    {text}\n    kit_languages")
    found = [problem.message.partition(" has")[0] for problem in check_book(load_book(root))]
    assert found == ["'mathjax3_config: tex: packages'", "'mathjax3_config: loader'"]


@pytest.mark.parametrize(
    "text",
    [
        "execute: {execute_notebooks: off}",
        "html: {use_edit_page_button: yes}",
        "only_build_toc_files: on",
    ],
)
def test_a_word_that_means_true_or_false_may_be_written(root: Path, edit: Edit, text: str) -> None:
    assert codes_after(root, edit, text) == []


def test_notebooks_that_are_executed_on_are_none(root: Path, edit: Edit) -> None:
    assert codes_after(root, edit, "execute: {execute_notebooks: on}") == ["unquoted-boolean"]
