"""A conversation is prepared by each side, in the time it promises, and asks nothing private."""

from typing import Any

import pytest
import yaml

from kit.catalogues import LANGUAGES
from kit.errors import Severity
from kit.kinds.conversation_checks import check_conversation, sensitive_matter
from kit.kinds.conversation_model import Conversation
from kit.kinds.examples import example_text


def conversation(**changes: Any) -> Conversation:
    """Return the kit's example with other keys."""
    data = yaml.safe_load(example_text("conversation", "en"))
    return Conversation.model_validate({**data, **changes})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_has_nothing_wrong_in_any_language(language: str) -> None:
    data = yaml.safe_load(example_text("conversation", language))

    assert list(check_conversation(Conversation.model_validate(data))) == []


def test_the_minutes_are_those_of_the_meeting_without_what_comes_before() -> None:
    (finding,) = check_conversation(conversation(minutes=45))

    assert (finding.key, finding.code) == (("minutes",), "minutes-do-not-add-up")


def test_every_side_prepares_something() -> None:
    sides = conversation().model_dump()["sides"]
    (finding,) = check_conversation(conversation(sides=[sides[0], {**sides[1], "prepare": ()}]))

    assert (finding.key, finding.code) == (("sides", 1, "id"), "nothing-to-prepare")


def test_a_field_about_private_matters_is_a_warning_where_it_stands() -> None:
    fields = [
        {"id": "work", "label": "What comes next"},
        {"id": "absence", "label": "How you are", "hint": "Illness, too"},
    ]
    document = {"title": "Agreed", "filed": "Here.", "fields": fields}
    (finding,) = check_conversation(conversation(document=document))

    assert finding.key == ("document", "fields", 1, "hint")
    assert (finding.code, finding.severity) == ("sensitive-field", Severity.WARNING)


@pytest.mark.parametrize(
    "text",
    [
        "Helse og fravær",
        "Er du sykemeldt?",
        "Familien din",
        "Medlemskap i fagforening",
        "Er du fagorganisert?",
        "Helsa di",
        "Sjukdom i familien",
        "Er du med i ei fagforeining?",
        "Din hälsa",
        "Sjukskrivning",
        "Familjen",
        "Är du med i facket eller en fackförening?",
        "Your health",
        "Sick leave",
        "Your family",
        "Trade union membership",
    ],
)
def test_private_matters_are_known_in_four_languages(text: str) -> None:
    assert sensitive_matter(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Samarbeidet med helsestasjonen",
        "Familievernkontoret",
        "Arbeidet som helsefagarbeider",
        "Arbeidsmiljøet ditt",
        "Familjehemmen",
        "The reunion of the team",
    ],
)
def test_the_names_of_services_are_no_private_matters(text: str) -> None:
    assert sensitive_matter(text) is None
