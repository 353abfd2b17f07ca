"""Two units of one name are told apart."""

import pytest

from kit.ballots import RoundUnit
from kit.ballots.units.tree import OWN
from kit.reports.names import unit_name


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "en"])
def test_who_belongs_to_no_team_is_told_apart_from_the_whole_unit(language: str) -> None:
    whole = RoundUnit("care", None, "Omsorg", None, leaf=False)
    own = RoundUnit(f"care{OWN}", "care", "Omsorg", 4, leaf=True)
    assert unit_name(whole, language) == "Omsorg"
    assert unit_name(own, language).startswith("Omsorg (")
