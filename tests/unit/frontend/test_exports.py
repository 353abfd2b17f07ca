"""The links under an exercise: its own page, and files with label, type and size."""

import pytest

from kit.catalogues import LANGUAGES
from kit.frontend import file_size, link_exports
from kit.frontend.exports import LINKS_HERE
from kit.plugins import Export

HERE = f"<section>\n{LINKS_HERE}\n</section>\n"
TABLE = Export(".agenda.csv", "text/csv", b"x" * 2_600, "The agenda <here>")


def test_the_links_are_of_the_kind_that_who_knows_the_addresses_fills_in() -> None:
    html = link_exports(HERE, "learn/looking-back", (TABLE,), "en")
    assert (
        html
        == """\
<section>
<p class="kit-links">
  <a href="kit:light/learn/looking-back" data-kit-optional>Open on a page of its own</a>
  <a href="kit:export/learn/looking-back.agenda.csv" type="text/csv" download>\
The agenda &lt;here&gt; (AGENDA.CSV, 3\xa0kB)</a>
</p>
</section>
"""
    )


def test_a_page_of_its_own_needs_no_link_to_itself_and_no_empty_line() -> None:
    html = link_exports(HERE, "learn/looking-back", (TABLE,), "en", light=True)
    assert "kit:light" not in html
    assert "kit:export" in html
    assert link_exports(HERE, "learn/x", (), "en", light=True) == "<section>\n\n</section>\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "1 kB"),
        (1_400, "1 kB"),
        (999_499, "999 kB"),
        (999_501, "1 MB"),
        (12_340_000, "12,3 MB"),
    ],
)
def test_a_size_is_said_as_the_reader_writes_it(language: str, count: int, words: str) -> None:
    said = file_size(count, language)
    assert " " not in said, "a line could break within it"
    expected = words.replace(",", ".") if language == "en" else words
    assert said.replace("\xa0", " ") == expected
