"""The committee's document says what HR's page shows, and names nobody."""

import io

import docx
import pytest

from kit.measures import Helped, Measure, Status, keep
from kit.model import FollowUp
from kit.storage import Store
from kit.web.frame.measures_store import MeasuresStore
from kit.web.measures.committee import asked_words, held_words
from tests.unit.measures.conftest import agreed
from tests.unit.web.conftest import Desk
from tests.unit.web.measures.test_agreement_pages import Browser

PLACE = "/collect/measures/overview"


def words(data: bytes) -> str:
    made = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in made.paragraphs), *cells])


@pytest.fixture
def measures(desk: Desk) -> Store:
    store: MeasuresStore = desk.app.state.shared.measures
    return store()


def test_it_has_figures_days_and_what_is_shared_and_nobody(
    desk: Desk, measures: Store, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = FollowUp.model_validate(
        {
            "id": "report",
            "name": "Report to the committee",
            "rhythm": "twice-a-year",
            "source": "kit",
        }
    )
    monkeypatch.setattr(type(desk.app.state.shared.programmes), "follow_up", lambda *_: (entry,))
    for unit in ("north", "south", "day", "night", "care"):
        done = Measure(
            text=f"Words of {unit}", responsible="KN", status=Status.DONE, helped=Helped.YES
        )
        given = agreed(measures=(done,), shared=unit == "north")
        keep(measures, unit, unit.title(), given, 0, "leader")
    hr = browser("town", "hr")
    assert "there are no figures" in words(hr.get(f"{PLACE}.docx").content)
    desk.app.state.shared.measures.count_again()
    answer = hr.get(f"{PLACE}.docx")
    assert answer.headers["cache-control"] == "no-store"
    told, page = words(answer.content), hr.get(PLACE).text
    asked = "Report to the committee · Twice a year"
    for text in (asked, "0 of 5 units have looked at it again.", "Words of north"):
        assert text in told
        assert text in page
    assert "Units with measures: 5 · Measures: 5 · Done: 5" in told
    assert "Words of south" not in told
    assert "KN" not in told
    assert answer.content == hr.get(f"{PLACE}.docx").content


def test_a_part_s_hr_gets_its_part_and_a_leader_nothing(measures: Store, browser: Browser) -> None:
    for unit in ("north", "day"):
        keep(measures, unit, unit.title(), agreed(shared=True), 0, "leader")
    told = words(browser("care", "hr").get(f"{PLACE}.docx").content)
    assert "Day" in told
    assert "North" not in told
    assert browser("north").get(f"{PLACE}.docx").status_code == 404


def test_what_is_not_said_leaves_no_sign() -> None:
    assert asked_words({"name": "Report", "rhythm": "", "by": "", "to": "the board"}) == (
        "Report · the board"
    )
    assert (
        held_words([{"held": "x"}, {"held": ""}], "en") == "1 of 2 units have looked at it again."
    )
