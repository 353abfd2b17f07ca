"""What counts as asking the same, for attackers and for honest authors."""

import random
from collections.abc import Callable
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ballots import collectables
from kit.load import load_book
from kit.model import Asked, ask_alike, much_shared, shared_statements
from kit.model.folding import folded_words

ROOT = Path(__file__).parents[3]
BOOKS = [ROOT, *sorted(path.parent for path in ROOT.glob("tests/platforms/*/_config.yml"))]

OURS: Asked = {
    "learning": [
        "Hos oss er det lett å stille spørsmål om arbeidet.",
        "Hos oss holder vi ofte feil for oss selv.",
        "Hos oss får vi tid til å øve på nye oppgaver.",
        "Hos oss blir vi ofte målt mot hverandre.",
    ],
    "together": [
        "Hos oss hjelper vi hverandre når det er travelt.",
        "Hos oss vet vi hvem som gjør hva.",
        "Hos oss sier vi fra til hverandre når vi er uenige.",
    ],
}
OTHERS: Asked = {
    "residents": [
        "Hos oss planlegger vi mest ut fra hva som passer oss.",
        "Hos oss får innbyggerne gjøre det de kan selv.",
        "Hos oss bruker vi det innbyggerne forteller oss.",
        "Hos oss slipper alle til når vi snakker sammen.",
    ]
}
FILLERS = list(chain(*OTHERS.values()))


def asked_in(book: Path) -> list[tuple[str, Asked]]:
    """Return every collecting exercise of a book, in each of its languages."""
    found = collectables(load_book(book))
    return [
        (f"{book.name}/{name} {language}", each.shape.asked(wording.items))
        for name, each in found.items()
        for language, wording in each.wording.items()
    ]


HONEST = [each for book in BOOKS for each in asked_in(book)]
PAIRS = [
    (one, other)
    for one, other in combinations(HONEST, 2)
    if one[0].split()[0] != other[0].split()[0]
]


def each_changed(change: Callable[[str], str]) -> Asked:
    return {name: [change(text) for text in texts] for name, texts in OURS.items()}


def other_word(text: str) -> str:
    """Put another word in the place of the longest."""
    return text.replace(max(text.rstrip(".").split(), key=len), "noe")


def reordered(text: str) -> str:
    words = text.rstrip(".").split()
    random.Random(text).shuffle(words)
    return " ".join(words)


CHANGES = {
    "one word changed": other_word,
    "words in another order": reordered,
    "a word turned round": lambda text: text.replace("vi ", "vi ikke "),
    "a negation at the end": lambda text: text.rstrip(".") + ", ikke sant?",
    "a beginning of its own": lambda text: f"I de siste fire ukene på arbeidsplassen: {text}",
    "shouted": lambda text: text.upper().replace(".", "!!!"),
    "without Nordic letters": lambda text: text.translate(str.maketrans("åøæ", "aoa")),
    "letters and marks apart": lambda text: text.replace("å", "a\u030a"),
    "Cyrillic letters": lambda text: text.translate(str.maketrans("aeopcxy", "аеорсху")),  # noqa: RUF001
    "Greek letters": lambda text: text.translate(str.maketrans("oviH", "ονιΗ")),  # noqa: RUF001
    "letters of mathematics": lambda text: "".join(
        chr(0x1D41A + ord(each) - ord("a")) if "a" <= each <= "z" else each for each in text
    ),
    "nothing between the letters": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "blank letters": lambda text: text.replace("t", "t\u3164"),
    "hair spaces": "\u200a".join,
    "no spaces": lambda text: text.replace(" ", "\u2060"),
    "another ending": lambda text: text.replace("hverandre", "hverandres").replace("er ", "ar "),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_disguised_copy_asks_alike(change: Callable[[str], str]) -> None:
    copy = each_changed(change)
    assert copy != OURS
    shared = shared_statements(OURS, copy)
    assert much_shared(shared.ours, OURS).keys() == OURS.keys()
    assert much_shared(shared.theirs, copy).keys() == OURS.keys()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Two of six words that count are others: the words are enough.
        (
            "Alle kolleger deler erfaringer etter vanskelige samtaler.",
            "Alle kolleger gjemmer erfaringer etter vanskelige uker.",
        ),
        # Of two words one is another.
        ("Kolleger støtter.", "Kolleger hjelper."),
        # So many short words that hardly three letters in a row stay together.
        ("Vi får ro til å se på alt vi gjør.", "Gjør vi på se å til ro, får vi alt."),
        # The same, and two other words.
        ("Vi får ro til å se på alt vi gjør nå.", "Nå gjør vi lite på se å til uro, får vi ofte."),
        # Other ends of long words.
        ("Medarbeiderne preger arbeidsplassen.", "Medarbeiderskapet preget arbeidsmiljøet."),
        # Other spelling in each word: the letters are enough.
        ("Medarbeiderne samarbeider tverrfaglig.", "Xmedarbeiderne xsamarbeider xtverrfaglig."),
    ],
)
def test_words_or_letters_are_enough(one: str, other: str) -> None:
    assert shared_statements({"a": [one]}, {"b": [other, *FILLERS]}).ours == {"a": 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Three of five words are others.
        ("Kolleger deler gjerne vonde erfaringer.", "Kolleger gjemmer ofte gode erfaringer."),
        ("Kolleger støtter.", "Ledere hjelper."),
    ],
)
def test_more_than_two_fifths_of_other_words_make_another_statement(one: str, other: str) -> None:
    assert shared_statements({"a": [one]}, {"b": [other, *FILLERS]}).ours == {"a": 0}


COPIES: dict[str, Asked] = {
    "one dimension is enough": {**OTHERS, "taken": OURS["together"]},
    "half of one is enough": {**OTHERS, "taken": [*OURS["learning"][:2], *FILLERS[:3]]},
    "split over two dimensions": {
        "one": [*OURS["together"][:2], *FILLERS[:3]],
        "two": [OURS["together"][2], *FILLERS[3:]],
    },
    "padded": {"padded": [*OURS["together"], *FILLERS]},
    "padded with repetitions": {"padded": [*OURS["together"], *FILLERS, *FILLERS]},
    "repeated": {"twice": [*OURS["learning"][:2] * 2]},
    "two made one": {
        "merged": [" og ".join(OURS["learning"][:2]), " og ".join(OURS["learning"][2:])]
    },
    "one made two": {
        "halves": [
            half
            for text in OURS["together"]
            for half in (" ".join(text.split()[:6]), " ".join(text.split()[4:]))
        ]
    },
    "fillers that hold every word": {
        "us": [*OURS["together"], *[" ".join(OURS["together"])] * 3],
    },
    "what is padded in the original": {"few": [OURS["learning"][0], FILLERS[0]]},
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_taking_half_of_a_dimension_apart_hides_nothing(copy: Asked) -> None:
    assert ask_alike(OURS, copy)
    assert ask_alike(copy, OURS)


def test_less_than_half_of_either_dimension_may_be_shared() -> None:
    theirs = {"new": [OURS["learning"][0], *FILLERS[:2]]}
    assert shared_statements(OURS, theirs).ours == {"learning": 1, "together": 0}
    assert not ask_alike(OURS, theirs)
    assert ask_alike(OURS, {"new": [OURS["together"][0], OURS["together"][1], *FILLERS]})


@pytest.mark.parametrize(
    ("one", "other"),
    [pytest.param(a[1], b[1], id=f"{a[0]} and {b[0]}") for a, b in PAIRS],
)
def test_no_two_exercises_of_our_books_block_each_other(one: Asked, other: Asked) -> None:
    assert not ask_alike(one, other)


def test_our_books_leave_room_below_the_limit() -> None:
    """The measure is chosen so: no honest pair shares more than a quarter of a dimension."""
    for (_, one), (_, other) in PAIRS:
        found = shared_statements(one, other)
        for asked, counts in ((one, found.ours), (other, found.theirs)):
            assert all(4 * count <= len(asked[name]) for name, count in counts.items())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ["Hos oss deler vi kunnskap.", "Hos oss har vi tillit.", "Hos oss sier vi fra."],
            ["Hos oss er målene klare.", "Hos oss ler vi ofte.", "Hos oss blir alle hørt."],
        ),
        (
            [f"På arbeidsplassen min opplever jeg at {end}" for end in ("vi lærer", "folk ler")],
            [f"På arbeidsplassen min opplever jeg at {end}" for end in ("mål er klare", "du er")],
        ),
        (["Vi tør", "Vi vil", "Vi kan"], ["Vi ser", "Vi hører", "Vi handler"]),
    ],
)
def test_a_shared_beginning_makes_no_two_exercises_one(one: list[str], other: list[str]) -> None:
    assert not ask_alike({"one": one}, {"other": other})


def test_dimensions_that_ask_about_the_same_in_other_words_are_not_seen() -> None:
    """So the documents say: who writes every statement anew passes."""
    theirs = {"new": ["Vi støtter kolleger i hektiske perioder.", *FILLERS[:1]]}
    assert not ask_alike({"us": OURS["together"]}, theirs)


def test_words_fold_to_what_is_read() -> None:
    looks = "Ноs\u200b  OSS,\u00a0«вli»  ﬁn_3\u0336!"  # noqa: RUF001 - half of it is Cyrillic
    assert folded_words("ΗΟS ΝΕΙ, b\u00adli") == ("hos", "nei", "bli")  # noqa: RUF001 - Greek
    assert folded_words(looks) == ("hos", "oss", "bli", "fin", "e")
    assert folded_words("\u202e.3 go\u202c 2 V1") == ("og", "e", "2", "vi")
    assert folded_words("\u3164\u2800 …") == ()


statements = st.lists(
    st.one_of(
        st.sampled_from([*FILLERS, *OURS["learning"]]),
        st.lists(st.sampled_from(["vi", "oss", "ikke", "hjelper", "lærer", "feil"])).map(" ".join),
        st.text(max_size=20),
    ),
    min_size=1,
    max_size=5,
)
exercises = st.dictionaries(st.sampled_from("abc"), statements, min_size=1, max_size=3)


@given(exercises)
def test_every_exercise_asks_like_itself(exercise: Asked) -> None:
    assert ask_alike(exercise, exercise)
    found = shared_statements(exercise, exercise).ours
    assert found == {name: len(texts) for name, texts in exercise.items()}


@given(exercises, exercises)
def test_neither_exercise_comes_first(one: Asked, other: Asked) -> None:
    found, turned = shared_statements(one, other), shared_statements(other, one)
    assert (found.ours, found.theirs) == (turned.theirs, turned.ours)
    assert ask_alike(one, other) == ask_alike(other, one)


@given(exercises, exercises, st.randoms())
def test_the_order_of_statements_makes_no_new_exercise(
    one: Asked, other: Asked, chance: random.Random
) -> None:
    turned = {name: chance.sample(texts, len(texts)) for name, texts in other.items()}
    assert ask_alike(one, turned) == ask_alike(one, other)


@given(exercises, exercises)
def test_adding_a_dimension_hides_no_copy(ours: Asked, more: Asked) -> None:
    padded = {**{f"more {name}": texts for name, texts in more.items()}, **ours}
    assert ask_alike(ours, padded)
