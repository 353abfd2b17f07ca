"""An agenda by itself."""

import json

from tests.agenda_vectors import FILE, agenda_of

HOUR = agenda_of(json.loads(FILE.read_text(encoding="utf-8"))["by_hand"][0]["agenda"])


def test_a_variant_takes_as_long_as_its_steps_together() -> None:
    assert [each.minutes for each in HOUR.variants] == [60, 30, 40, 90]


def test_a_variant_that_there_is_not_is_the_usual_one() -> None:
    assert HOUR.variant("nobody") is HOUR.variants[0]
    assert HOUR.variant("ninety").id == "ninety"
