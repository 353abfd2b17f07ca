"""Sealed ballots: received, kept, and counted once."""

from kit.ballots.acts.act import (
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
from kit.ballots.acts.collectable import Collectable, Wording, collectables, refusal
from kit.ballots.acts.purpose import PURPOSE_LENGTH, is_purpose
from kit.ballots.acts.reasons import Reason, Remark
from kit.ballots.acts.requests import asked_by, outcome, request_act
from kit.ballots.holding.holder import Holder, carry_out
from kit.ballots.holding.opening import SHOWN_AT_MOST
from kit.ballots.holding.restoring import restore
from kit.ballots.receiving.batch import Answered, Withdrawn
from kit.ballots.receiving.known_sessions import Joined
from kit.ballots.receiving.opened import After, Ended, Opened
from kit.ballots.receiving.receiver import Receiver
from kit.ballots.rounds.drawn import Drawn
from kit.ballots.rounds.head_counts import raise_head_count
from kit.ballots.rounds.objections import (
    Objection,
    forget_objections,
    move_objections,
    object_to,
    objections,
    take_back_objection,
)
from kit.ballots.rounds.resting import Rest, resting, rests_around
from kit.ballots.rounds.results import RoundResults, earlier_rounds, results_of
from kit.ballots.rounds.retention import (
    count_ended_rounds,
    count_old_rounds,
    decide_on_results,
    delete_old_rounds,
    result_decisions,
)
from kit.ballots.rounds.saved_units import BusyUnitsError, save_units
from kit.ballots.rounds.slips import confirm_slips, draw_slips, exchange_slip
from kit.ballots.rounds.status import (
    Glance,
    RoundHead,
    RoundStatus,
    SessionStatus,
    Slips,
    glance_at,
    list_rounds,
    round_status,
)
from kit.ballots.secrets.codes import (
    ROOM_LENGTH,
    SENT_LENGTH,
    code_parts,
    normalise_code,
    shown_code,
)
from kit.ballots.secrets.vector import decode_vector
from kit.ballots.units.faults import UnitFault
from kit.ballots.units.files import read_units
from kit.ballots.units.tables import read_units_table
from kit.ballots.units.tree import RoundUnit, UnitSpec, UnitTree, ancestors, load_units

__all__ = [
    "PURPOSE_LENGTH",
    "ROOM_LENGTH",
    "SENT_LENGTH",
    "SHOWN_AT_MOST",
    "Act",
    "After",
    "Answered",
    "BusyUnitsError",
    "CloseRound",
    "CloseSession",
    "CodeKind",
    "Collectable",
    "Drawn",
    "Ended",
    "Glance",
    "Holder",
    "Joined",
    "Objection",
    "OpenRound",
    "Opened",
    "Outcome",
    "Reason",
    "Receiver",
    "RefusedError",
    "Remark",
    "Rest",
    "RoundHead",
    "RoundPlan",
    "RoundResults",
    "RoundStatus",
    "RoundUnit",
    "SessionStatus",
    "Slips",
    "UnitFault",
    "UnitSpec",
    "UnitTree",
    "WithdrawRound",
    "Withdrawn",
    "Wording",
    "ancestors",
    "asked_by",
    "carry_out",
    "code_parts",
    "collectables",
    "confirm_slips",
    "count_ended_rounds",
    "count_old_rounds",
    "decide_on_results",
    "decode_vector",
    "delete_old_rounds",
    "draw_slips",
    "earlier_rounds",
    "exchange_slip",
    "forget_objections",
    "glance_at",
    "is_purpose",
    "list_rounds",
    "load_units",
    "move_objections",
    "normalise_code",
    "object_to",
    "objections",
    "outcome",
    "raise_head_count",
    "read_units",
    "read_units_table",
    "refusal",
    "request_act",
    "resting",
    "restore",
    "rests_around",
    "result_decisions",
    "results_of",
    "round_status",
    "save_units",
    "shown_code",
    "take_back_objection",
]
