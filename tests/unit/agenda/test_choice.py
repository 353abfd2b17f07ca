"""What a leader chose goes into an address and comes out of it again."""

from hypothesis import given
from hypothesis import strategies as st

from kit.agenda import Choice, variant_for
from tests.unit.agenda.test_agenda import HOUR

STEPS = st.sampled_from([step.id for step in HOUR.steps])
CHOICES = st.builds(
    Choice,
    st.sampled_from([each.id for each in HOUR.variants]),
    st.frozensets(STEPS),
    st.dictionaries(STEPS, st.integers(1, 600)),
    st.none() | st.integers(0, 24 * 60 - 1),
    st.none() | st.integers(1, 1000),
)


@given(CHOICES)
def test_who_opens_the_address_has_the_same_agenda(choice: Choice) -> None:
    again = Choice.read(choice.fragment(HOUR), HOUR)
    assert again.planned(HOUR) == choice.planned(HOUR)
    assert (again.variant, again.start, again.people) == (
        choice.variant,
        choice.start,
        choice.people,
    )


@given(st.text())
def test_nothing_that_stands_in_an_address_goes_on_into_another(text: str) -> None:
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-=&+.:/")
    assert set(Choice.read(text, HOUR).fragment(HOUR)) <= allowed


@given(st.integers(30, 300))
def test_the_variant_for_a_time_never_takes_longer(minutes: int) -> None:
    assert HOUR.variant(variant_for(HOUR, minutes)).minutes <= minutes
