"""Whatever an extension does, the author is told who, where and what, and no book shrinks."""

from pathlib import Path
from shutil import copytree, rmtree

import pytest
from click.testing import CliRunner

from kit.catalogues import sphinx_locale_dir
from kit.cli import main
from kit.sphinxext.build.one_language import build_language
from kit.sphinxext.build.order import Order
from kit.sphinxext.build.result import LanguageResult
from tests.e2e.building import REPOSITORY

SOURCE = REPOSITORY / "tests/golden/small-book/source"
PAGES = [f"book/p{number:02}" for number in range(20)]
ZERO = "ZeroDivisionError: division by zero"
SAFE = "{'parallel_read_safe': True, 'parallel_write_safe': True}"
HELLO = """
from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.transforms import SphinxTransform
"""


def _at(event: str, arguments: str, line: str) -> str:
    return (
        f"import os, sys\nFIRST = os.getpid()\ndef on({arguments}):\n    {line}\n"
        f"def setup(app):\n    app.connect('{event}', on)\n    return {SAFE}\n"
    )


def _directive(line: str) -> str:
    return (
        f"{HELLO}class Hello(SphinxDirective):\n    def run(self):\n        {line}\n"
        f"def setup(app):\n    app.add_directive('hello', Hello)\n    return {SAFE}\n"
    )


# What the extension is, and what the author is told.
FAILURES = {
    "a syntax error": (
        "def setup(app)\n    pass\n",
        "ext/hello.py:1:15: cannot be loaded: SyntaxError: expected ':'",
    ),
    "an import of something that is not installed": (
        "import nowhere\n",
        "ext/hello.py:1:1: cannot be loaded: ModuleNotFoundError: No module named 'nowhere'",
    ),
    "an end of the program while it is imported": (
        "import sys\nsys.exit(3)\n",
        "ext/hello.py:2:1: cannot be loaded: SystemExit: 3",
    ),
    "an interruption that nobody pressed the keys for": (
        _at("builder-inited", "app", "raise KeyboardInterrupt"),
        "ext/hello.py:4:1: failed: KeyboardInterrupt (event 'builder-inited')",
    ),
    "the same while a page is read": (
        _directive("raise KeyboardInterrupt"),
        "ext/hello.py:7:1: failed: KeyboardInterrupt (directive 'hello', page book/p05.md)",
    ),
    "setup": (
        "def setup(app):\n    raise ValueError('no')\n",
        "ext/hello.py:2:1: cannot be loaded: ValueError: no",
    ),
    "an event": (
        _at("builder-inited", "app", "1 / 0"),
        "ext/hello.py:4:1: failed: ZERO (event 'builder-inited')",
    ),
    "an event while a page is read": (
        _at("source-read", "app, page, _", "1 / (page != 'book/p13')"),
        "ext/hello.py:4:1: failed: ZERO (event 'source-read', page book/p13.md)",
    ),
    "an event while a page is written": (
        _at("html-page-context", "app, page, *_", "1 / (page != 'book/p13')"),
        "ext/hello.py:4:1: failed: ZERO (event 'html-page-context', page book/p13.md)",
    ),
    "an end of the program while a page is written": (
        _at("html-page-context", "app, page, *_", "page == 'book/p13' and sys.exit(0)"),
        "ext/hello.py:4:1: failed: SystemExit: 0 (event 'html-page-context', page book/p13.md)",
    ),
    "the end of the build": (
        _at("build-finished", "app, _", "1 / 0"),
        "ext/hello.py:4:1: failed: ZERO (event 'build-finished')",
    ),
    "a directive": (
        _directive("1 / 0"),
        "ext/hello.py:7:1: failed: ZERO (directive 'hello', page book/p05.md)",
    ),
    "a directive without a result": (
        _directive("return None"),
        (
            "ext/hello.py:5:1: failed: AssertionError: "
            'Directive "hello" must return a list of nodes. '
            "(directive 'hello', page book/p05.md)"
        ),
    ),
    "a transform": (
        (
            f"{HELLO}class Hello(SphinxTransform):\n    default_priority = 500\n"
            "    def apply(self):\n        1 / (self.env.docname != 'book/p13')\n"
            f"def setup(app):\n    app.add_transform(Hello)\n    return {SAFE}\n"
        ),
        "ext/hello.py:8:1: failed: ZERO (transform Hello, page book/p13.md)",
    ),
    "a part of a page that nobody can write": (
        f"{HELLO}class hello(nodes.Element):\n    pass\n"
        + _directive("return [hello()]").removeprefix(HELLO),
        (
            "ext/hello.py:5:1: failed: NotImplementedError: "
            "<class 'sphinx.writers.html5.HTML5Translator'> departing unknown node type: hello "
            "(page book/p05.md)"
        ),
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a book of more than twenty pages with an extension of its own, still to be written."""
    root = copytree(SOURCE, tmp_path / "book")
    config, contents = root / "_config.yml", root / "_toc.yml"
    settings = config.read_text("utf-8")
    local = "sphinx:\n  local_extensions: {hello: ext}"
    config.write_text(settings.replace("sphinx:", local, 1), "utf-8")
    listed = "".join(f"      - file: {page}\n" for page in PAGES)
    contents.write_text(contents.read_text("utf-8") + listed, "utf-8")
    for number, page in enumerate(PAGES):
        (root / f"{page}.md").write_text(f"# Side {number}\n\nTekst.\n", "utf-8")
    directive = "# Side 5\n\nTekst.\n\n```{hello}\n```\n"
    (root / "book/p05.md").write_text(directive, "utf-8")
    _extend(root, _directive("return []"))
    return root


def _extend(root: Path, code: str) -> None:
    (root / "ext").mkdir(exist_ok=True)
    # Python tells a changed module by its second and its size.
    rmtree(root / "ext/__pycache__", ignore_errors=True)
    (root / "ext/hello.py").write_text(code, "utf-8")


def _build(root: Path, jobs: int = 2) -> LanguageResult:
    locale = root / "_build/locale"
    sphinx_locale_dir(locale)
    cache = root / "_build/cache"
    return build_language(Order(root, "nb", ("nb",), cache, locale, jobs))


def _told(result: LanguageResult) -> list[str]:
    """Return the first line of each problem, without the words that they share."""
    lines = [str(problem).partition("\n")[0] for problem in result.problems]
    shared = (("broken-extension: the extension 'hello' ", ""), (ZERO, "ZERO"))
    for words, short in shared:
        lines = [line.replace(words, short) for line in lines]
    return lines


@pytest.mark.parametrize("jobs", [pytest.param(1, marks=pytest.mark.deep), 2])
@pytest.mark.parametrize("failure", FAILURES)
def test_the_author_is_told_which_extension_failed_and_where(
    root: Path, failure: str, jobs: int
) -> None:
    code, message = FAILURES[failure]
    _extend(root, code)
    assert message in _told(_build(root, jobs))


def test_ctrl_c_ends_the_build_and_blames_nobody(root: Path) -> None:
    press = "import signal; os.kill(os.getpid(), signal.SIGINT)"
    _extend(root, _at("builder-inited", "app", press))
    with pytest.raises(KeyboardInterrupt):
        _build(root)


def test_the_traceback_is_kept_for_whoever_maintains_the_extension(root: Path) -> None:
    _extend(root, FAILURES["an event while a page is written"][0])
    problem = _build(root).problems[-1]
    assert problem.hint == "its traceback is in _build/cache/nb/broke-off.txt"
    story = (root / "_build/cache/nb/broke-off.txt").read_text("utf-8")
    assert "Traceback" in story
    assert "ext/hello.py" in story


def test_a_process_that_is_killed_ends_the_build_with_one_line(root: Path) -> None:
    kill = "page == 'book/p13' and os.getpid() != FIRST and os.kill(os.getpid(), 9)"
    _extend(root, _at("html-page-context", "app, page, *_", kill))
    (problem,) = [problem for problem in _build(root).problems if problem.code != "build"]
    assert problem.code == "build-broke-off"
    assert "a process of it was killed (SIGKILL), busy with book/" in problem.message


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        ("os.write(os.open('/dev/full', os.O_WRONLY), b'x')", "No space left on device"),
        ("exec('raise OSError(27, os.strerror(27), page)', {'os': os, 'page': page})", "too large"),
    ],
)
def test_a_full_disk_in_a_process_is_the_error_of_the_build(
    root: Path, refused: str, said: str
) -> None:
    _extend(root, _at("html-page-context", "app, page, *_", f"page == 'book/p13' and {refused}"))
    with pytest.raises(OSError, match=said) as raised:
        _build(root)
    assert raised.value.filename


def test_after_a_build_that_broke_off_every_page_is_written_again(root: Path) -> None:
    assert _build(root).problems == ()
    pages = root / "_build/cache/nb/html/book"
    (pages / "p13.html").write_text("half a pa")
    _extend(root, FAILURES["an event while a page is written"][0])
    # No page has changed; this lets all be read again, and some be written.
    (root / "_build/cache/nb/doctrees/environment.pickle").unlink()
    assert _build(root).problems
    _extend(root, _directive("return []"))
    assert _build(root).problems == ()
    assert all((root / f"_build/cache/nb/html/{page}.html").is_file() for page in PAGES)
    assert "</html>" in (pages / "p13.html").read_text("utf-8")


def test_a_page_that_was_found_and_not_written_is_named(root: Path) -> None:
    lose = "os.unlink(os.path.join(app.outdir, 'book', 'p13.html'))"
    _extend(root, _at("build-finished", "app, _", lose))
    told = _told(_build(root))
    assert "book/p13.md:1:1: not-written: the page was not written" in told


def test_half_a_page_does_not_count_as_written(root: Path) -> None:
    code = _at("build-finished", "app, _", "half(os.path.join(app.outdir, 'book', 'p13.html'))")
    code += "def half(path):\n    os.truncate(path, os.path.getsize(path) // 2)\n"
    _extend(root, code)
    told = _told(_build(root))
    assert "book/p13.md:1:1: not-written: the page was not written" in told


@pytest.mark.parametrize(
    ("code", "note"),
    [
        (
            (
                "from sphinx.domains import Domain\nclass Hello(Domain):\n    name = 'hi'\n"
                f"def setup(app):\n    app.add_domain(Hello)\n    return {SAFE}\n"
            ),
            "the extension 'hello' has a domain 'hi' without 'merge_domaindata'",
        ),
        (
            (
                "from sphinx.environment.collectors import EnvironmentCollector\n"
                "class Hello(EnvironmentCollector):\n    def clear_doc(self, *_): pass\n"
                "    def process_doc(self, *_): pass\n"
                f"def setup(app):\n    app.add_env_collector(Hello)\n    return {SAFE}\n"
            ),
            "the extension 'hello' has a Hello without 'merge_other'",
        ),
        ("def setup(app):\n    pass\n", "the extension 'hello' does not say that several may"),
        (
            "def setup(app):\n    return {'parallel_read_safe': False}\n",
            "the extension 'hello' says that not several may",
        ),
    ],
)
def test_what_cannot_be_read_in_parallel_is_read_by_one_and_the_extension_named(
    root: Path, code: str, note: str
) -> None:
    (root / "book/p05.md").write_text("# Side 5\n", "utf-8")
    _extend(root, code)
    result = _build(root)
    assert result.problems == ()
    assert result.notes == (f"one process reads the pages, which takes longer: {note}",)


def test_what_an_extension_would_lose_in_several_processes_is_read_by_one(root: Path) -> None:
    keep = "vars(app.env).setdefault('all_pages', []).append(page)"
    code = _at("source-read", "app, page, _", keep)
    code += "def lost(app, env):\n    assert len(env.all_pages) > 20\n"
    _extend(
        root,
        code.replace("def setup(app):", "def setup(app):\n    app.connect('env-updated', lost)"),
    )
    (root / "book/p05.md").write_text("# Side 5\n", "utf-8")
    result = _build(root)
    assert result.problems == ()
    (note,) = result.notes
    assert "an extension keeps 'env.all_pages' and does not merge it" in note


def test_two_books_in_one_process_have_each_its_own_extension(root: Path, tmp_path: Path) -> None:
    other = copytree(root, tmp_path / "other")
    words = (
        "text = nodes.paragraph('', '{}')\n        code = nodes.literal_block('', 'x = 1')\n"
        "        code['language'] = '{}'\n        return [text, code]"
    )
    lexer = (
        "def setup(app):\n    app.add_lexer('ours', __import__('pygments.lexers').lexers.TextLexer)"
    )
    code = _directive(words.format("Den første.", "ours")).replace("def setup(app):", lexer)
    _extend(root, code)
    _extend(other, _directive(words.format("Den andre.", "ours")))
    assert _build(root).problems == ()
    told = _told(_build(other))
    assert any("'ours'" in line for line in told), told
    html = (other / "_build/cache/nb/html/book/p05.html").read_text("utf-8")
    assert "Den andre." in html
    assert "Den første." not in html


@pytest.mark.parametrize("failure", ["setup", "an import of something that is not installed"])
def test_translating_names_the_extension_that_fails(root: Path, failure: str) -> None:
    code, message = FAILURES[failure]
    _extend(root, code)
    result = CliRunner().invoke(main, ["translate", "nn", "--project", str(root)])
    assert result.exit_code == 1
    place, _, reason = message.partition(": ")
    assert f"{place}: broken-extension: the extension 'hello' {reason}" in result.output
    assert "Traceback" not in result.output
