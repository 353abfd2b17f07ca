"""What the key holder says has words on the command line."""

from kit.ballots import Reason, Remark
from kit.cli.collector.refusals import REFUSED, SAID


def test_every_reason_and_every_remark_has_words() -> None:
    assert set(REFUSED) == set(Reason)
    assert set(SAID) == set(Remark)
