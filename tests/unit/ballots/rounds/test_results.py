"""What was shown earlier, under whatever name the exercise had then."""

from kit.ballots import CloseRound, earlier_rounds
from tests.unit.ballots.conftest import Organisation, exercise


def _released(town: Organisation, exercise_id: str, *formerly: str) -> str:
    """Open, answer and close a round in team A, and let the unit rest."""
    round_id = town.open("a", exercise(exercise_id, formerly))
    town.answer(town.code(round_id, "a"), *[bytes([3, 3, 3])] * 6)
    assert town.ask(CloseRound(round_id)).done
    town.wait(15)
    return round_id


def test_earlier_rounds_follow_an_exercise_through_its_names_both_ways(town: Organisation) -> None:
    first = _released(town, "learn/old")
    other = _released(town, "learn/other")
    second = _released(town, "learn/new", "learn/old")
    third = _released(town, "dare/newest", "learn/new")
    for name in ("learn/old", "learn/new", "dare/newest"):
        found = [each.head.id for each in earlier_rounds(town.store, name, "a")]
        assert found == [first, second, third], name
    assert [each.head.id for each in earlier_rounds(town.store, "learn/other", "a")] == [other]
    assert earlier_rounds(town.store, "learn/never", "a") == []
