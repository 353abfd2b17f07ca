"""What stands in the fields is what was written, and what it says is read whatever stands there."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kit.measures import MOST_MEASURES, Helped, Measure, Origin, SentUp, Status, faults
from kit.measures.faults import Fault, Found
from kit.web.measures.form import (
    empty,
    fields_from,
    fields_of,
    opens_more,
    read,
    with_one_more,
)
from tests.unit.measures.conftest import TODAY, agreed, asked

LEVELS = {"health": "Helse"}


def sent(fields: object) -> dict[str, str]:
    """Return fields as a browser sends them."""
    given_ = fields_from({}) if fields is None else fields
    told = {"id": given_.id, "revision": str(given_.revision), "rows": str(len(given_.measures))}  # type: ignore[attr-defined]
    told |= given_.whole  # type: ignore[attr-defined]
    for n, row in enumerate(given_.measures):  # type: ignore[attr-defined]
        told |= {f"m{n}-{name}": text for name, text in row.items()}
    return told


def test_an_agreement_comes_through_the_form_as_it_is() -> None:
    measures = (
        Measure(text="a\nb", responsible="KN", due=TODAY, status=Status.DONE, helped=Helped.NO),
        asked(),
        Measure(text="c", working_environment=True, risk="x", took_part="y", reason="z"),
    )
    written = agreed(
        measures=measures, origin=Origin(area="A", exercise="B"), next=TODAY, shared=True, word="w"
    )
    fields = fields_from(sent(fields_of(written, 3)))
    assert fields.revision == 3
    assert read(fields, "nb", LEVELS).agreement == written


def test_a_row_that_nobody_has_written_in_is_no_measure_and_faults_stay_at_their_rows() -> None:
    fields = with_one_more(with_one_more(empty(TODAY)))
    given_ = fields_from(sent(fields) | {"keep": "x", "m2-due": "snart", "m2-text": "y"})
    told = read(given_, "nb", LEVELS)
    assert told.agreement is not None
    assert [each.text for each in told.agreement.measures] == ["y"]
    assert told.found == (Found("due", 0, Fault.NO_DAY),)
    assert told.places == {0: 2}


def test_there_is_never_a_row_too_many() -> None:
    fields = empty(TODAY)
    for _ in range(20):
        fields = with_one_more(fields)
    assert len(fields.measures) == MOST_MEASURES
    assert len({row["id"] for row in fields.measures}) == MOST_MEASURES


def test_whom_a_file_says_was_asked_stays_until_a_unit_is_chosen() -> None:
    sent_up = SentUp(name="Kommunalsjef", due=TODAY)
    measures = (Measure(text="x", status=Status.SENT_UP, sent_up=sent_up),)
    fields = sent(fields_of(agreed(measures=measures)))
    told = read(fields_from(fields), "nb", LEVELS).agreement
    assert told is not None
    assert (told.measures[0].sent_up, faults(told)) == (sent_up, ())
    chosen = read(fields_from(fields | {"m0-to": "health"}), "nb", LEVELS).agreement
    assert chosen is not None
    assert chosen.measures[0].sent_up == SentUp(to="health", name="Helse", due=TODAY)


def test_whom_a_file_says_was_asked_can_be_taken_out() -> None:
    sent_up = SentUp(name="Kommunalsjef", due=TODAY)
    fields = sent(fields_of(agreed(measures=(Measure(text="x", sent_up=sent_up),))))
    nobody = fields | {"m0-to": "", "m0-answer_due": ""}
    told = read(fields_from(nobody), "nb", LEVELS).agreement
    assert told is not None
    assert told.measures[0].sent_up is None
    told = read(fields_from(nobody | {"m0-text": ""}), "nb", LEVELS).agreement
    assert told is not None
    assert told.measures == ()


def test_only_levels_above_can_be_asked() -> None:
    row = {
        "m0-text": "x",
        "m0-status": "sent-up",
        "m0-to": "elsewhere",
        "m0-answer_due": "2027-01-01",
    }
    told = read(fields_from(sent(empty(TODAY)) | row), "nb", LEVELS)
    assert told.agreement is not None
    assert Found("to", 0, Fault.NOBODY_ASKED) in faults(told.agreement)


def test_what_a_measure_says_beside_the_usual_is_open() -> None:
    (usual,) = fields_of(agreed()).measures
    assert not opens_more(usual)
    assert opens_more(usual | {"reason": "x"})


def test_a_day_is_needed() -> None:
    told = read(fields_from(sent(empty(TODAY)) | {"agreed": "", "keep": "x"}), "nb", {})
    assert told.found == (Found("agreed", None, Fault.NO_DAY),)
    assert told.agreement is not None
    assert told.agreement.agreed == date.min


_NAMES = [*sent(empty(TODAY)), "m1-text", "m1-status", "m1-helped", "rows", "add"]


@given(st.dictionaries(st.sampled_from(_NAMES), st.text(max_size=40)))
def test_whatever_is_sent_is_read_or_refused(form: dict[str, str]) -> None:
    told = read(fields_from(form), "nb", LEVELS)
    if told.agreement is not None:
        faults(told.agreement)
