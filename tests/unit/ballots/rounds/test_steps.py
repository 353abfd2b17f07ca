"""How many have answered is told in steps, so that nobody sees a single answer arrive."""

from itertools import pairwise

import pytest

from kit.ballots.rounds.steps import passed_step


@pytest.mark.parametrize("k", [5, 6, 8, 12])
def test_no_step_is_nearer_to_the_next_than_k(k: int) -> None:
    steps = sorted({step for count in range(40 * k) if (step := passed_step(count, k))})
    assert steps[0] == k
    assert all(after - before >= k for before, after in pairwise(steps))


@pytest.mark.parametrize("k", [5, 6, 8, 12])
def test_a_step_is_told_only_once_so_many_have_answered(k: int) -> None:
    assert passed_step(k - 1, k) is None
    assert all((passed_step(count, k) or 0) <= count for count in range(k, 40 * k))
