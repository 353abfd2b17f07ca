"""Sealed ballots: received, kept, counted once, released by a rule that holds."""

from kit.ballots.acts import (
    Act,
    CloseRound,
    CloseSession,
    CodeKind,
    OpenRound,
    Outcome,
    RefusedError,
    RoundPlan,
    WithdrawRound,
)
from kit.ballots.audit import AuditCheck, AuditEntry, audit_entries, verify_audit
from kit.ballots.backup import backup, restore
from kit.ballots.batch import Answered, Withdrawn
from kit.ballots.boxes import Joined
from kit.ballots.codes import code_parts, normalise_code, shown_code
from kit.ballots.collectable import Collectable, Wording, collectables, refusal
from kit.ballots.configuration import CollectorSettings
from kit.ballots.database import Store, open_store
from kit.ballots.drawn import Drawn
from kit.ballots.faults import StoreError, without_content
from kit.ballots.head_counts import raise_head_count
from kit.ballots.holder import Holder, carry_out
from kit.ballots.links import (
    IssuedLink,
    Link,
    Role,
    Visitor,
    enter,
    issue_links,
    leave,
    links_in_use,
    list_links,
    renew_link,
    revoke_link,
    visitor,
)
from kit.ballots.once import Once
from kit.ballots.opened import After, Ended, Opened
from kit.ballots.opening import SHOWN_AT_MOST
from kit.ballots.purpose import PURPOSE_LENGTH, is_purpose
from kit.ballots.reasons import Reason, Remark
from kit.ballots.receiving import Receiver
from kit.ballots.release import K_FLOOR, Bound, Figures, Score
from kit.ballots.requests import asked_by, outcome, request_act
from kit.ballots.resting import REST, Rest, resting, rests_around
from kit.ballots.results import RoundResults, earlier_rounds, results_of
from kit.ballots.rounds import (
    RoundHead,
    RoundStatus,
    SessionStatus,
    Slips,
    list_rounds,
    round_status,
)
from kit.ballots.slips import confirm_slips, draw_slips, exchange_slip
from kit.ballots.unit_faults import UnitFault
from kit.ballots.unit_files import read_units
from kit.ballots.unit_saves import BusyUnitsError, save_units
from kit.ballots.unit_tables import read_units_table
from kit.ballots.units import RoundUnit, UnitSpec, UnitTree, ancestors, load_units
from kit.ballots.vector import decode_vector

__all__ = [
    "K_FLOOR",
    "PURPOSE_LENGTH",
    "REST",
    "SHOWN_AT_MOST",
    "Act",
    "After",
    "Answered",
    "AuditCheck",
    "AuditEntry",
    "Bound",
    "BusyUnitsError",
    "CloseRound",
    "CloseSession",
    "CodeKind",
    "Collectable",
    "CollectorSettings",
    "Drawn",
    "Ended",
    "Figures",
    "Holder",
    "IssuedLink",
    "Joined",
    "Link",
    "Once",
    "OpenRound",
    "Opened",
    "Outcome",
    "Reason",
    "Receiver",
    "RefusedError",
    "Remark",
    "Rest",
    "Role",
    "RoundHead",
    "RoundPlan",
    "RoundResults",
    "RoundStatus",
    "RoundUnit",
    "Score",
    "SessionStatus",
    "Slips",
    "Store",
    "StoreError",
    "UnitFault",
    "UnitSpec",
    "UnitTree",
    "Visitor",
    "WithdrawRound",
    "Withdrawn",
    "Wording",
    "ancestors",
    "asked_by",
    "audit_entries",
    "backup",
    "carry_out",
    "code_parts",
    "collectables",
    "confirm_slips",
    "decode_vector",
    "draw_slips",
    "earlier_rounds",
    "enter",
    "exchange_slip",
    "is_purpose",
    "issue_links",
    "leave",
    "links_in_use",
    "list_links",
    "list_rounds",
    "load_units",
    "normalise_code",
    "open_store",
    "outcome",
    "raise_head_count",
    "read_units",
    "read_units_table",
    "refusal",
    "renew_link",
    "request_act",
    "resting",
    "restore",
    "rests_around",
    "results_of",
    "revoke_link",
    "round_status",
    "save_units",
    "shown_code",
    "verify_audit",
    "visitor",
    "without_content",
]
