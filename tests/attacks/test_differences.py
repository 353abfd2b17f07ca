"""Attackers who open rounds and subtract: over the tree, over time, over versions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kit.ballots import (
    CloseRound,
    CloseSession,
    Collectable,
    OpenRound,
    WithdrawRound,
    results_of,
)
from kit.model import Dimension, Item, ResponseShape
from tests.organisation import Organisation


def refused(organisation: Organisation, root: str, **others: object) -> str | None:
    return organisation.ask(OpenRound(organisation.plan(root, **others))).code


@pytest.mark.parametrize("second", ["all", "health", "day", "roads"])
def test_no_unit_is_in_two_rounds_at_once(organisation: Organisation, second: str) -> None:
    organisation.open("all")
    assert refused(organisation, second) == "in-another-round"


@pytest.mark.parametrize(
    ("first", "second"), [("day", "all"), ("day", "health"), ("health", "day")]
)
def test_neither_a_team_below_nor_a_department_above_may_ask_beside(
    organisation: Organisation, first: str, second: str
) -> None:
    organisation.open(first)
    assert refused(organisation, second) == "in-another-round"


def test_teams_beside_each_other_may(organisation: Organisation) -> None:
    organisation.open("day")
    assert refused(organisation, "night") is None


def test_asking_again_waits_until_colleagues_have_changed(organisation: Organisation) -> None:
    round_id = organisation.open("day")
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 6})
    organisation.close(round_id)
    organisation.day += timedelta(days=13)
    assert refused(organisation, "day") == "released-lately"
    assert refused(organisation, "all") == "released-lately"
    organisation.day += timedelta(days=1)
    assert refused(organisation, "day") is None


def test_a_clock_set_back_does_not_shorten_the_wait(organisation: Organisation) -> None:
    round_id = organisation.open("day")
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 6})
    organisation.close(round_id)
    organisation.day -= timedelta(days=400)
    assert refused(organisation, "day") == "released-lately"


def test_a_clock_set_forward_releases_nothing(organisation: Organisation) -> None:
    round_id = organisation.open("day", closes_on=organisation.day + timedelta(days=7))
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 6})
    organisation.day += timedelta(days=4000)
    organisation.store.close()
    organisation.store = organisation.reopened()
    found = results_of(organisation.store, round_id)
    assert found is None or not found.figures


def test_another_version_of_the_exercise_is_the_same_exercise(organisation: Organisation) -> None:
    organisation.open("day")
    renamed = replace(
        organisation.exercise,
        exercise_id="learn/anew",
        formerly=(organisation.exercise.exercise_id,),
        fingerprint="0" * 32,
    )
    organisation.exercise = renamed
    assert refused(organisation, "day") == "in-another-round"


def test_closing_early_and_withdrawing_the_round_does_not_allow_another_at_once(
    organisation: Organisation,
) -> None:
    """Else a team of six closes, one leaves the room, and five answer again."""
    round_id = organisation.open("health")
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 6})
    organisation.ask(CloseSession(round_id, "day"))
    organisation.ask(WithdrawRound(round_id))
    assert refused(organisation, "day") == "released-lately"


def test_early_closing_cannot_isolate_the_late(organisation: Organisation) -> None:
    """Day closes with 6; night has 3: health must not show 9, nor all 14 less roads' 5."""
    round_id = organisation.open("all")
    three = [organisation.vector(3)]
    organisation.answer(round_id, {"day": three * 6, "night": three * 3, "roads": three * 5})
    organisation.ask(CloseSession(round_id, "day"))
    assert organisation.ask(CloseSession(round_id, "night")).code == "still-sealed"
    organisation.ask(CloseRound(round_id))
    found = results_of(organisation.store, round_id)
    assert found is not None
    included = {unit: figures.included for unit, figures in found.figures.items()}
    assert included == {"day": 6, "health": 6, "roads": 5, "all": 11}
    assert not found.figures["health"].complete


def test_a_closed_session_never_reopens(organisation: Organisation) -> None:
    round_id = organisation.open("day")
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 6})
    assert organisation.close(round_id).done
    assert not organisation.close(round_id).done
    assert organisation.ask(WithdrawRound(round_id)).code == "already-closed"


# --- the same questions in disguise -------------------------------------------------------------

FILLERS = [
    "Hos oss er lunsjen den beste delen av dagen.",
    "Hos oss finnes det en plan for strømbrudd.",
    "Hos oss kjører bilene på strøm.",
    "Hos oss henger det bilder på veggene.",
]

Change = Callable[[list[tuple[str, str]]], list[tuple[str, str]]]
"""From dimensions and statements to others."""


def _each(change: Callable[[str], str]) -> Change:
    return lambda asked: [(dimension, change(text)) for dimension, text in asked]


def _other_word(text: str) -> str:
    return text.replace(max(text.split(), key=len), "noe")


def _turned(text: str) -> str:
    first, *rest = text.rstrip(".").split()
    return " ".join([*rest, first])


def _padded(asked: list[tuple[str, str]]) -> list[tuple[str, str]]:
    dimensions = dict.fromkeys(dimension for dimension, _ in asked)
    return [*asked, *((name, f"{text} {name}") for name in dimensions for text in FILLERS)]


def _split(asked: list[tuple[str, str]]) -> list[tuple[str, str]]:
    halves = [(f"half-{number % 2}", text) for number, (_, text) in enumerate(asked[:4])]
    return halves + [(name, text) for name in ("half-0", "half-1") for text in FILLERS]


DISGUISES: dict[str, Change] = {
    "only another id": list,
    "one word changed": _each(_other_word),
    "reordered words": _each(_turned),
    "reordered statements": lambda asked: asked[::-1],
    "a negation": _each(lambda text: text.replace(" vi ", " vi ikke ")),
    "a long beginning": _each(lambda text: f"Tenk på de siste fire ukene på jobben. {text}"),
    "look-alike letters": _each(lambda text: text.translate(str.maketrans("aeo", "аео"))),  # noqa: RUF001
    "unseen letters": _each("\u200b".join),
    "small capitals": _each(lambda text: text.translate(str.maketrans("degirst", "ᴅᴇɢɪʀꜱᴛ"))),
    "signs for letters": _each(lambda text: text.translate(str.maketrans("eoais", "30@1$"))),
    "written backwards": _each(lambda text: f"\u202e{text[::-1]}\u202c"),
    "padded": _padded,
    "split": _split,
    "one dimension of many": lambda asked: [*asked[:4], *(("new", text) for text in FILLERS)],
    "moved to one dimension": lambda asked: [("all", text) for _, text in asked],
    "asked twice": lambda asked: [*asked, *asked],
}


def disguised(original: Collectable, change: Change) -> Collectable:
    """Return what somebody makes who copies the file, with every id changed."""
    asked = change([(item.dimension, item.text) for item in original.shape.items])
    items = tuple(
        Item(id=f"q{number}", text=text, dimension=dimension)
        for number, (dimension, text) in enumerate(asked)
    )
    dimensions = tuple(
        Dimension(id=name, name=name, about="we")
        for name in dict.fromkeys(dimension for dimension, _ in asked)
    )
    shape = ResponseShape(original.shape.scale, dimensions, items)
    words = replace(
        original.wording[original.language],
        title="Noe helt nytt",
        items={item.id: item.text for item in items},
        dimensions={name: name for name in (each.id for each in dimensions)},
    )
    return replace(
        original,
        exercise_id="dare/new",
        formerly=(),
        same_as=(),
        shape=shape,
        fingerprint=shape.fingerprint(),
        wording={original.language: words},
    )


@pytest.mark.parametrize("change", DISGUISES.values(), ids=DISGUISES.keys())
def test_a_copy_in_disguise_opens_neither_beside_nor_right_after(
    organisation: Organisation, change: Change
) -> None:
    """Else the one who was away today is the difference between two results."""
    original = organisation.exercise
    round_id = organisation.open("day")
    organisation.answer(round_id, {"day": [organisation.vector(3)] * 6})
    organisation.exercise = disguised(original, change)
    assert refused(organisation, "day") == "in-another-round"
    assert refused(organisation, "health") == "in-another-round"
    organisation.close(round_id)
    assert refused(organisation, "day") == "released-lately"
    organisation.day += timedelta(days=14)
    # The other way round: whoever opens the copy first has to wait for the original.
    organisation.open("day")
    organisation.exercise = original
    assert refused(organisation, "all") == "in-another-round"


def test_a_round_of_an_older_version_is_judged_by_the_words_that_it_kept(
    organisation: Organisation,
) -> None:
    """What it has of other languages is not needed, and the book's file may be gone."""
    original = organisation.exercise
    organisation.exercise = replace(
        original, wording={original.language: original.wording[original.language]}
    )
    organisation.open("day")
    organisation.exercise = disguised(original, _each(_other_word))
    assert refused(organisation, "day") == "in-another-round"
