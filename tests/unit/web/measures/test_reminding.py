"""The first page reminds of what is due, and of nothing else."""

from datetime import timedelta

from tests.unit.web.conftest import Desk
from tests.unit.web.measures.test_agreement_pages import Browser, fields, written


def test_a_meeting_that_is_due_says_what_to_keep_and_leads_there(
    desk: Desk, browser: Browser
) -> None:
    north = browser("north")
    yesterday = (desk.store.today() - timedelta(days=1)).isoformat()
    page = written(north, keep="Fredagskaffe", next=yesterday)
    first = north.get("/collect/rounds?lang=nb").text
    assert "Fredagskaffe" in first
    assert f"/collect/measures/{fields(page)['id']}?lang=nb" in first


def test_where_nothing_was_kept_no_database_is_made(desk: Desk, browser: Browser) -> None:
    assert "To look at now" not in browser("north").get("/collect/rounds").text
    assert not desk.app.state.shared.measures.is_there()
