"""A reflection stays with who does it."""

from pathlib import Path

from kit.load import load_book


def test_no_answer_to_a_reflection_is_ever_collected(root: Path) -> None:
    book = load_book(root)
    assert book.platform is not None
    exercise = book.exercises["learn/looking-back"].value
    assert book.kinds["reflection"].response(exercise, book.platform.value) is None


def test_a_reflection_shows_its_prompts_in_their_order(root: Path) -> None:
    book = load_book(root)
    entry = book.exercises["learn/looking-back"]
    state = book.kinds["reflection"].state(entry.value, book.context(entry.id))
    written = [prompt["id"] for prompt in entry.document.data["prompts"]]
    assert [prompt["id"] for prompt in state["prompts"]] == written
