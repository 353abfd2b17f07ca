"""A phone in the room is told of steps, a wall of answers, too; neither of a number."""

from kit.ballots import Glance
from kit.web.access.runs import Run
from kit.web.running.following import Seen
from kit.web.running.told import told
from tests.unit.web.access.test_runs import state

SEEN = Seen(Run("learn", 3, state(3), 1.5, shows_result=True), Glance("open", enough=True))


def test_a_wall_is_told_whether_there_are_enough_answers_and_of_the_result() -> None:
    given = told(SEEN)
    assert (given.programme, given.revision, given.state, given.age) == ("learn", 3, state(3), 1.5)
    assert (given.open, given.enough, given.shows) == (True, True, True)


def test_a_phone_is_told_where_the_meeting_is_and_nothing_of_answers() -> None:
    given = told(SEEN, phone=True)
    assert given.state == state(3)
    assert (given.open, given.enough, given.shows) == (False, False, False)
    assert given.mark == SEEN.step


def test_before_a_meeting_there_is_nothing() -> None:
    given = told(Seen(None, None))
    assert (given.programme, given.revision, given.state) == (None, 0, None)
