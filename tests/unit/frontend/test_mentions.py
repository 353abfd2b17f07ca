"""An exercise that a text names becomes a link, and nothing else does."""

from pathlib import Path

import pytest
from markupsafe import escape

from kit.frontend.mentions import link_mentions
from kit.load import load_book
from kit.sphinxext.pages.fragment_cache import Watched

EXERCISES = {
    name: entry.value for name, entry in load_book(Path(__file__).parents[3]).exercises.items()
}
RELAY = '<a href="kit:exercise/collaborate/the-relay">Stafetten</a>'


@pytest.mark.parametrize("quoted", ["«{}»", "“{}”", "”{}”", "&#34;{}&#34;"])
def test_a_title_in_quotation_marks_leads_to_the_exercise(quoted: str) -> None:
    text = f"Ta {quoted.format('Stafetten')} sammen."
    assert link_mentions(text, EXERCISES) == text.replace("Stafetten", RELAY)


@pytest.mark.parametrize(
    "text",
    ["Ta Stafetten sammen.", "Spør: «Hvem trenger en hånd?»", "«Stafetten", '<p lang="nb">'],
)
def test_what_is_not_a_quoted_title_stays_as_it_is(text: str) -> None:
    assert link_mentions(text, EXERCISES) == text


def test_a_title_of_two_exercises_leads_nowhere() -> None:
    relay = EXERCISES["collaborate/the-relay"]
    assert link_mentions("«Stafetten»", {"a/one": relay, "a/two": relay}) == "«Stafetten»"


def test_a_title_with_signs_of_html_is_found() -> None:
    odd = EXERCISES["collaborate/the-relay"].model_copy(update={"title": "Bror & søster"})
    html = link_mentions(escape("Prøv «Bror & søster»."), {"a/odd": odd})
    assert html == 'Prøv «<a href="kit:exercise/a/odd">Bror &amp; søster</a>».'


def test_a_text_without_quotation_marks_looks_at_no_exercise() -> None:
    untouched = Watched(EXERCISES)
    assert link_mentions("Ring én person.", untouched) == "Ring én person."
    assert not untouched.asked
