"""What is made of an exercise is made again when something that it shows has changed."""

import pickle
from collections.abc import Iterator
from copy import copy
from pathlib import Path

import pytest

from kit.load import load_book
from kit.sphinxext.loaded import Loaded
from kit.sphinxext.pages import fragment_cache
from kit.sphinxext.pages.fragment_cache import FILENAME, keep, recall, remembered

REPOSITORY = Path(__file__).parents[4]
GROUP = "learn/after-the-event"
ASSESSED = "learn/where-we-stand"
OTHER = "dare/three-rings"


class Maker:
    """Makes a title, and counts how often."""

    def __init__(self, *asks: str) -> None:
        self.asks = asks
        self.made = 0

    def __call__(self, _kind: object, exercise: object, context: object) -> str:
        self.made += 1
        others = [context.exercises[name].title for name in self.asks]  # type: ignore[attr-defined]
        return " ".join([exercise.title, *others])  # type: ignore[attr-defined]


def _new_process() -> None:
    for known in (fragment_cache._MEMORY, fragment_cache._RECALLED, fragment_cache._WRITTEN):
        known.clear()


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    before = dict(fragment_cache._MEMORY)
    _new_process()
    yield
    _new_process()
    fragment_cache._MEMORY.update(before)


def _book(**titles: str) -> Loaded:
    """Return the book in its own language, some exercises with another title."""
    found = Loaded(load_book(REPOSITORY), "nb")
    for name, title in titles.items():
        exercise_id = {"group": GROUP, "assessed": ASSESSED, "other": OTHER}[name]
        exercises = dict(found.text.exercises)
        exercises[exercise_id] = exercises[exercise_id].model_copy(update={"title": title})
        object.__setattr__(found.text, "exercises", exercises)
    return found


def test_the_same_book_read_again_is_not_made_again() -> None:
    maker = Maker()
    first, second = (remembered(_book(), GROUP, ("page",), maker) for _ in range(2))
    assert first == second
    assert maker.made == 1


def test_a_changed_exercise_is_made_again() -> None:
    maker = Maker()
    remembered(_book(), GROUP, ("page",), maker)
    assert remembered(_book(group="Ny"), GROUP, ("page",), maker) == "Ny"


def test_a_change_of_an_exercise_that_was_looked_at_counts() -> None:
    maker = Maker(ASSESSED)
    remembered(_book(), GROUP, ("page",), maker)
    assert remembered(_book(assessed="Ny"), GROUP, ("page",), maker).endswith("Ny")
    assert maker.made == 2


def test_a_change_of_one_that_was_not_looked_at_does_not_count() -> None:
    maker = Maker(ASSESSED)
    remembered(_book(), GROUP, ("page",), maker)
    remembered(_book(other="Ny"), GROUP, ("page",), maker)
    assert maker.made == 1


def test_who_looks_through_all_exercises_sees_every_change() -> None:
    def make(_kind: object, _exercise: object, context: object) -> str:
        return " ".join(entry.title for entry in context.exercises.values())  # type: ignore[attr-defined]

    remembered(_book(), GROUP, ("list",), make)
    assert "Ny tittel" in remembered(_book(other="Ny tittel"), GROUP, ("list",), make)


def test_another_language_key_or_plugin_is_made_by_itself() -> None:
    maker, book = Maker(), _book()
    remembered(book, GROUP, ("page", "2"), maker)
    remembered(book, GROUP, ("page", "3"), maker)
    remembered(book, GROUP, ("page", "3"), maker, by=maker)
    english = Loaded(load_book(REPOSITORY), "en")
    remembered(english, GROUP, ("page", "2"), maker)
    assert maker.made == 4


def test_a_failure_is_not_remembered() -> None:
    def fail(_kind: object, _exercise: object, _context: object) -> str:
        raise ValueError("not today")

    with pytest.raises(ValueError, match="not today"):
        remembered(_book(), GROUP, ("page",), fail)
    assert remembered(_book(group="Ny"), GROUP, ("page",), Maker()) == "Ny"


def _kept(folder: Path, maker: Maker, **options: object) -> None:
    """Make something, and end the process."""
    remembered(_book(), GROUP, ("page",), maker, **options)
    keep(_book(), folder)
    _new_process()
    recall(_book(), folder)


def test_the_next_process_does_not_make_it_again(tmp_path: Path) -> None:
    maker = Maker(ASSESSED)
    _kept(tmp_path, maker)
    assert len(remembered(_book(), GROUP, ("page",), maker).split()) > 1
    assert maker.made == 1


def test_the_next_process_makes_what_has_changed(tmp_path: Path) -> None:
    maker = Maker(ASSESSED)
    _kept(tmp_path, maker)
    assert remembered(_book(assessed="Ny"), GROUP, ("page",), maker).endswith("Ny")


def test_another_kit_makes_everything_again(tmp_path: Path) -> None:
    maker, newer = Maker(), _book()
    _kept(tmp_path, maker)
    newer.fingerprint = "newer"
    remembered(newer, GROUP, ("page",), maker)
    assert maker.made == 2


def test_what_a_plugin_of_somebody_else_made_is_not_kept(tmp_path: Path) -> None:
    maker = Maker()
    _kept(tmp_path, maker, by=maker)
    remembered(_book(), GROUP, ("page",), maker, by=maker)
    assert maker.made == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"broken",
        b"cnowhere\nNothing\n.",
        pickle.dumps(""),
        pickle.dumps("") + pickle.dumps(None),
    ],
)
def test_a_file_that_cannot_be_read_costs_nothing_but_time(tmp_path: Path, data: bytes) -> None:
    maker = Maker()
    (tmp_path / FILENAME).write_bytes(data)
    recall(_book(), tmp_path)
    remembered(_book(), GROUP, ("page",), maker)
    assert maker.made == 1


def test_a_changed_copy_of_a_plugin_of_the_kit_is_somebody_elses(tmp_path: Path) -> None:
    maker, found = Maker(), _book()
    changed = copy(found.kind(GROUP))
    _kept(tmp_path, maker, by=changed)
    remembered(_book(), GROUP, ("page",), maker, by=changed)
    assert maker.made == 2
