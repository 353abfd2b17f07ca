"""What has become of meetings whose survey the key holder was asked to open."""

from __future__ import annotations

from kit.ballots import outcome
from kit.web.access import Visitor
from kit.web.access.meetings import Meeting, meeting_of_round, meetings_of, note_outcome
from kit.web.access.permissions import actor
from kit.web.frame.state import Shared


def settle(here: Shared, who: Visitor) -> None:
    """Note what came of meetings whose survey took a while to be opened, or was refused.

    Whoever of the unit looks first: who has started it may have another link by then.
    """
    for each in meetings_of(here.store, who.unit):
        if each.request is None or each.round is not None:
            continue
        found = outcome(here.store, each.request)
        if found is not None:
            note_outcome(here.store, each, found.round_id if found.done else None, actor(who))


def sittings_view(here: Shared, who: Visitor, round_id: str) -> Meeting | None:
    """Return a meeting of several sittings, or none."""
    settle(here, who)
    found = meeting_of_round(here.store, who.unit, round_id)
    return found if found is not None and found.sittings > 1 else None
