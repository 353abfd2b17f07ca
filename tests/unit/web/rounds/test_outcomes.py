"""What the key holder says has words on the pages."""

from kit.ballots import Reason
from kit.web.rounds.outcomes import WHY


def test_every_reason_has_words() -> None:
    assert set(WHY) == set(Reason)
