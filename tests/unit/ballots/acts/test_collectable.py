"""What may be collected, whoever asks for it; and which exercises ask nearly the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from kit.ballots import Collectable, Reason, collectables
from kit.ballots.acts.collectable import refusal
from kit.load import load_book
from kit.model import Category, Scale
from tests.unit.ballots.conftest import OTHERS, SCALE, TEXTS, exercise


def scale(*values: float) -> Scale:
    categories = [Category(id=f"c{n}", value=v, label=str(v)) for n, v in enumerate(values)]
    return Scale(id="s", categories=tuple(categories), dont_know="?")


def with_scale(*values: float) -> Collectable:
    made = exercise()
    return replace(made, shape=replace(made.shape, scale=scale(*values)))


def reason(collectable: Collectable) -> Reason | None:
    found = refusal(collectable)
    return found[0] if found else None


@pytest.mark.parametrize("values", [(1, 2, 3, 4, 5), (5, 4, 3), (-1, 0, 1)])
def test_an_even_scale_may_be_collected(values: tuple[float, ...]) -> None:
    assert reason(with_scale(*values)) is None


@pytest.mark.parametrize("values", [(1, 2, 4), (-100, -93, 100), (1, 2, 1), (1, 1.5, 2), (1,)])
def test_a_mean_over_uneven_values_would_tell_how_often_each_was_chosen(
    values: tuple[float, ...],
) -> None:
    assert reason(with_scale(*values)) is Reason.UNEVEN_SCALE


def test_a_dimension_of_two_items_is_nearly_one_answer() -> None:
    assert reason(exercise(texts=TEXTS[:2])) is Reason.TOO_FEW_ITEMS


def test_one_item_three_times_is_no_dimension() -> None:
    made = exercise()
    thrice = replace(made, shape=replace(made.shape, items=made.shape.items[:1] * 3))
    assert reason(thrice) is Reason.TOO_FEW_ITEMS


def test_an_item_of_no_dimension_is_not_collected() -> None:
    made = exercise()
    stray = made.shape.items[0].model_copy(update={"id": "stray", "dimension": "nowhere"})
    assert reason(replace(made, shape=replace(made.shape, items=(*made.shape.items, stray)))) is (
        Reason.TOO_FEW_ITEMS
    )


def test_nothing_about_oneself_is_collected() -> None:
    made = exercise()
    about_me = made.shape.dimensions[0].model_copy(update={"about": "me"})
    assert reason(replace(made, shape=replace(made.shape, dimensions=(about_me,)))) is (
        Reason.ABOUT_ME
    )


def test_a_person_who_is_pointed_at_in_a_translation_alone_is_found_too() -> None:
    made = exercise()
    words = made.wording["en"]
    nb = replace(words, items={**words.items, "i1": "Min nærmeste leder lytter."})
    assert reason(replace(made, wording={"en": words, "nb": nb})) is Reason.IDENTIFIABLE_PERSON


def test_other_questions_under_another_id_are_another_exercise() -> None:
    assert not exercise().asks_like(exercise("dare/other", texts=OTHERS))


def test_the_same_questions_under_another_id_are_the_same() -> None:
    assert exercise().asks_like(exercise("dare/other"))
    assert exercise().asks_like(exercise(texts=OTHERS)), "a new version of it"
    renamed = exercise("dare/new", formerly=("learn/where-we-stand",), texts=OTHERS)
    assert renamed.asks_like(exercise())
    assert exercise().asks_like(renamed)


def test_a_translation_under_another_id_is_no_new_exercise() -> None:
    made, words = exercise(), exercise().wording["en"]
    other = exercise("dare/other", texts=OTHERS)
    texts = dict(zip(words.items, OTHERS, strict=True))
    translated = replace(made, wording={"en": words, "nb": replace(words, items=texts)})
    assert translated.asks_like(other)
    assert other.asks_like(translated)


def test_what_is_kept_with_a_round_reads_back_as_it_was() -> None:
    made = replace(exercise(), same_as=("f" * 32,), reversed=frozenset({"i2"}))
    assert Collectable.from_json(made.as_json()) == made


def test_only_sound_exercises_that_collect_can_be_collected(root: Path) -> None:
    assert set(collectables(load_book(root))) == {"learn/where-we-stand"}
    file = root / "exercises" / "learn" / "where-we-stand.yml"
    file.write_text(file.read_text("utf-8") + "strange: 1\n", "utf-8")
    assert collectables(load_book(root)) == {}
    (root / "book" / "platform.yml").unlink()
    assert collectables(load_book(root)) == {}


def test_the_scale_of_the_tests_is_one_that_may_be_collected() -> None:
    assert refusal(replace(exercise(), shape=replace(exercise().shape, scale=SCALE))) is None
