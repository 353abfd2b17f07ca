"""What a measure is at each status."""

import pytest

from kit.measures import Helped, Measure, Status
from tests.unit.measures.conftest import TODAY, agreed, asked


def test_somebody_has_something_to_do_until_it_is_done_or_dropped() -> None:
    measures = tuple(Measure(text=status.value, status=status) for status in Status)
    left = [each.status for each in agreed(measures=measures).open_measures]
    assert left == [Status.AGREED, Status.UNDER_WAY, Status.SENT_UP]


def test_it_waits_from_being_sent_up_until_it_is_answered_or_taken_back() -> None:
    sent = asked()
    assert sent.waits
    assert sent.sent_up is not None
    told = sent.sent_up.model_copy(update={"answered": TODAY})
    assert not sent.model_copy(update={"sent_up": told}).waits
    assert not sent.model_copy(update={"status": Status.UNDER_WAY}).waits


def test_a_row_that_nobody_has_written_in_is_empty() -> None:
    assert Measure(text=" ").is_empty
    assert not Measure(responsible="KN").is_empty
    assert not Measure(due=TODAY).is_empty


def test_two_that_are_made_have_ids_of_their_own_and_a_foreign_one_is_refused() -> None:
    assert Measure().id != Measure().id
    for wrong in ("", "x", "../../../etc/passwd00", "-" * 22, "x" * 23):
        with pytest.raises(ValueError, match="id"):
            Measure(id=wrong)


def test_the_same_anew_has_ids_of_its_own_and_was_never_looked_at() -> None:
    known = agreed(held=(TODAY,))
    new = known.anew()
    assert {new.id, new.measures[0].id}.isdisjoint({known.id, known.measures[0].id})
    assert (new.held, new.keep, new.measures[0].text) == ((), known.keep, known.measures[0].text)


def test_helped_is_one_of_three_words() -> None:
    assert [each.value for each in Helped] == ["yes", "partly", "no"]
