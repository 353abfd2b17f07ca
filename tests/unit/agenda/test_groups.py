"""In groups of how many."""

from hypothesis import given
from hypothesis import strategies as st

from kit.agenda import group_sizes
from kit.model import Method


@given(st.integers(1, 1000), st.sampled_from(Method))
def test_groups_take_everybody_and_leave_nobody_alone(people: int, method: Method) -> None:
    sizes = group_sizes(people, method)
    assert sum(sizes) == people
    assert max(sizes) - min(sizes) <= 1
    assert sizes == sorted(sizes, reverse=True)
    assert people == 1 or method is Method.ALONE or min(sizes) > 1
