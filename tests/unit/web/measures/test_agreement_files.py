"""What of an agreement goes into files."""

from datetime import date

from kit.catalogues import LANGUAGES
from kit.documents import Heading, Paragraph, Table, as_docx
from kit.measures import Helped, Kept, Measure, Origin, SentUp, Status
from kit.web.measures.agreement_files import Told, document, events, measures_table, sheets
from tests.unit.measures.conftest import TODAY, agreed, asked

RISK = Measure(
    text="Lift together",
    working_environment=True,
    risk="Backs",
    took_part="safety representative, KN",
)


def told(language: str = "en", *, initials: bool = False, **values: object) -> Told:
    return Told(Kept(agreed(**values), "a", "Team A", 3), language, TODAY, initials)


def test_what_nobody_has_written_has_no_heading() -> None:
    blocks = document(told(keep="", improve="", word="", measures=(), next=None)).blocks
    assert [each.text for each in blocks if isinstance(each, Heading)] == []


def test_a_measure_says_how_far_it_has_come() -> None:
    dropped = Measure(text="Paint", status=Status.DROPPED, reason="No money")
    done = Measure(text="Meet", status=Status.DONE, helped=Helped.PARTLY)
    answered = asked(text="More time").model_copy(
        update={"sent_up": SentUp(to="b", name="Health", due=TODAY, answer="Soon", answered=TODAY)}
    )
    (table,) = (
        each
        for each in document(told(measures=(dropped, done, answered))).blocks
        if isinstance(each, Table)
    )
    assert [row[3] for row in table.rows] == [
        "Dropped\nNo money",
        "Done\nDid it help? Partly",
        "Sent up\nto Health\nAnswer: Soon",
    ]


def test_risks_have_a_table_of_their_own_and_those_who_took_part_are_roles() -> None:
    blocks = document(told(measures=(RISK,))).blocks
    table = [each for each in blocks if isinstance(each, Table)][1]
    assert table.rows == [("Lift together", "Backs", "safety representative")]
    assert document(told(measures=(RISK,), initials=True)).blocks != blocks
    assert measures_table(told(measures=(RISK,)))[1][-1] == "safety representative"


def test_the_archive_learns_which_version_it_is() -> None:
    (*_, last) = document(told()).blocks
    assert isinstance(last, Paragraph)
    assert last.text.startswith("Version 3 of ")


def test_a_calendar_says_what_is_still_open() -> None:
    done = Measure(text="Meet", status=Status.DONE, due=TODAY)
    waits = Measure(text="Write", due=date(2027, 1, 1))
    given = told(measures=(done, waits), next=date(2027, 2, 1), origin=Origin(area="Learn"))
    again, due = events(given, "https://example.org/x")
    assert (again.summary, again.description) == ("We look again at: Learn", "- Write")
    assert (due.summary, due.day, due.address) == (
        "Write",
        date(2027, 1, 1),
        "https://example.org/x",
    )
    assert len({again.id, due.id, *(each.id for each in events(given, ""))}) == 2


def test_every_language_has_words_for_all_of_it() -> None:
    found = set()
    for language in LANGUAGES:
        given = told(language, measures=(RISK, asked()))
        assert as_docx(document(given))
        found.add((document(given).title, tuple(sheets(given)[1].heads)))
    assert len(found) >= len(LANGUAGES) - 1
