"""What one sitting passes on to the next."""

import pytest

from kit.measures import FaultyError, drop_passed_on, pass_on, passed_on_by
from tests.unit.measures.conftest import Clock


def test_the_unit_reads_it_and_no_other_one_does(clock: Clock) -> None:
    old = pass_on(clock.store, "night", "Night", "Ti minutter", "Pumpen piper", "leader")
    clock.wait(1)
    new = pass_on(clock.store, "night", "Night", "Ti minutter", "Den er byttet", "leader")
    assert passed_on_by(clock.store, "night") == (new, old)
    assert passed_on_by(clock.store, "day") == ()
    assert not drop_passed_on(clock.store, "day", old.id, "leader")
    assert drop_passed_on(clock.store, "night", old.id, "leader")
    assert passed_on_by(clock.store, "night") == (new,)


def test_nothing_is_not_passed_on(clock: Clock) -> None:
    with pytest.raises(FaultyError):
        pass_on(clock.store, "night", "Night", "Ti minutter", "\n", "leader")
