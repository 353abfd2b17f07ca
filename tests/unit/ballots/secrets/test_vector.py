"""A response as bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ballots.secrets.vector import UNANSWERED, decode_vector, encode_vector, vector_length
from tests.unit.ballots.chance import make_shape

SHAPE = make_shape(3, 4)
ITEMS = [item.id for item in SHAPE.items]
CHOICES = [*(category.id for category in SHAPE.scale.categories), "dont-know"]


def test_every_response_has_one_byte_an_item() -> None:
    assert vector_length(SHAPE) == 7
    assert len(encode_vector(SHAPE, {})) == 7


def test_a_byte_is_one_more_than_the_place_of_the_category_in_the_scale() -> None:
    vector = encode_vector(SHAPE, {"a1": "c1", "b4": "c5"})
    assert vector == bytes([1, 0, 0, 0, 0, 0, 5])


def test_a_skipped_item_and_dont_know_are_the_same_byte() -> None:
    assert encode_vector(SHAPE, {"a1": "dont-know"}) == encode_vector(SHAPE, {})
    assert set(encode_vector(SHAPE, {})) == {UNANSWERED}


@given(st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(CHOICES)))
def test_decoding_gives_back_what_was_chosen(answers: dict[str, str]) -> None:
    numbers = decode_vector(SHAPE, encode_vector(SHAPE, answers))
    chosen = {item: CHOICES[n - 1] for item, n in zip(ITEMS, numbers, strict=True) if n}
    assert chosen == {item: answer for item, answer in answers.items() if answer != "dont-know"}


@given(st.binary(max_size=9))
def test_only_what_encoding_makes_can_be_decoded(vector: bytes) -> None:
    if len(vector) == 7 and all(byte <= 5 for byte in vector):
        assert decode_vector(SHAPE, vector) == tuple(vector)
    else:
        with pytest.raises(ValueError, match=r"^a (byte of a )?response"):
            decode_vector(SHAPE, vector)


@pytest.mark.parametrize("answers", [{"c1": "c1"}, {"a1": "c6"}, {"a1": ""}])
def test_an_unknown_item_or_category_is_refused(answers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="does not have"):
        encode_vector(SHAPE, answers)
