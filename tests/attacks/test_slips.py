"""Attackers who draw the slips: who want more than there are people, or to be vouched for."""

import asyncio
import re
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.ballots import (
    Answered,
    CloseRound,
    Collectable,
    Drawn,
    Receiver,
    RefusedError,
    confirm_slips,
    draw_slips,
    exchange_slip,
    results_of,
)
from kit.cli import main
from kit.reports import as_text, read_report
from kit.storage import Store, audit_entries
from tests.organisation import Organisation

LEAF, PEOPLE = "day", 20


def answers(organisation: Organisation, slips: Iterable[str]) -> list[Answered]:
    """Answer once with each slip, and return what became of it."""

    async def send() -> list[Answered]:
        receiver = Receiver(organisation.store)
        receiver.start()
        print_, vector = organisation.exercise.fingerprint, organisation.vector(3)
        found = [
            await receiver.answer(slip, secrets.token_bytes(16), print_, vector) for slip in slips
        ]
        await receiver.aclose()
        return found

    return asyncio.run(send())


def test_whoever_draws_gets_no_more_good_slips_than_there_are_people_whatever_they_try(
    organisation: Organisation,
) -> None:
    """Draws again and again, confirms, exchanges, and keeps every code that was ever shown."""
    store, round_id = organisation.store, organisation.open(LEAF, code="slips")
    kept: set[str] = set()
    for count in (PEOPLE + 5, PEOPLE, 12, 8, 12, 1, PEOPLE):
        try:
            drawn = draw_slips(store, round_id, LEAF, count, "hr")
        except RefusedError:
            continue
        kept |= set(drawn)
        if count != PEOPLE:
            confirm_slips(store, round_id, LEAF, drawn[0], "hr")
    for slip in sorted(kept):
        try:
            kept.add(exchange_slip(store, round_id, LEAF, slip, "hr"))
        except RefusedError:
            continue
    assert len(kept) > 2 * PEOPLE
    assert answers(organisation, sorted(kept)).count(Answered.RECEIVED) == PEOPLE


def test_who_kept_slips_and_answered_is_not_vouched_for(organisation: Organisation) -> None:
    """Four kept slips and one colleague's: the result says what was drawn, and no more."""
    store, round_id = organisation.store, organisation.open(LEAF, code="slips")
    slips = draw_slips(store, round_id, LEAF, PEOPLE, "hr")
    confirm_slips(store, round_id, LEAF, slips[0], "hr")
    answers(organisation, slips[:5])
    organisation.ask(CloseRound(round_id))
    found = results_of(store, round_id)
    assert found is not None
    assert found.drawn == {LEAF: Drawn(PEOPLE, PEOPLE)}
    report = read_report(store, round_id, language="en")
    assert report is not None
    said = as_text(report)
    words = "20 were drawn for 20 people; who handed them out to whom is not known."
    assert words in " ".join(said.split())
    assert "drawn slips" not in said


def test_every_try_to_exchange_is_on_record_and_names_no_slip(organisation: Organisation) -> None:
    """The form for answers tells whoever has a code whether it is used; this tells no more."""
    store, round_id = organisation.store, organisation.open(LEAF, code="slips")
    used, spoilt, other, *_ = draw_slips(store, round_id, LEAF, PEOPLE, "hr")
    confirm_slips(store, round_id, LEAF, used, "hr")
    answers(organisation, [used])
    before = len(audit_entries(store))
    with pytest.raises(RefusedError) as refused:
        exchange_slip(store, round_id, LEAF, used, "hr")
    new = exchange_slip(store, round_id, LEAF, spoilt, "hr")
    assert refused.value.details == {"unit": LEAF}
    entries = audit_entries(store)[before:]
    assert [each.act for each in entries] == ["exchange-slip-refused", "exchange-slip"]
    assert [dict(each.details) for each in entries] == [{"round": round_id, "unit": LEAF}] * 2
    assert answers(organisation, [used, spoilt]) == [Answered.UNKNOWN_CODE] * 2
    assert answers(organisation, [new, other]) == [Answered.RECEIVED] * 2


KILLED = """
import os, signal, sys
from kit.ballots.rounds import slips
from kit.cli import main
from kit.cli.collector import round_slips

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def exchange(*arguments, keep, **named):
    if sys.argv[1] == "before":
        return slips.exchange_slip(*arguments, keep=lambda new: (keep(new), kill()), **named)
    slips.exchange_slip(*arguments, keep=keep, **named)
    kill()

round_slips.exchange_slip = exchange
main(sys.argv[2:], prog_name="kit")
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_sheet_of_an_exchange_that_is_killed_is_not_taken_for_good(
    organisation: Organisation, tmp_path: Path, when: str
) -> None:
    """Killed when the new slip is on the disk, and before or after the database has it."""
    store, round_id = organisation.store, organisation.open(LEAF, code="slips")
    spoilt, *_ = draw_slips(store, round_id, LEAF, PEOPLE, "hr")
    confirm_slips(store, round_id, LEAF, spoilt, "hr")
    sheet, settings = tmp_path / "slip.html", organisation.settings
    where = ["--database", settings.database, "--code-key", str(settings.code_key)]
    words = ["round", "slips", "exchange", round_id, "--unit", LEAF, "--out", str(sheet), *where]
    command = [*words, "--site", "https://book.example.org"]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, when, *command], input=spoilt, text=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert not sheet.exists()
    left = tmp_path / "slip.html.unfinished"
    (code,) = re.findall(r'class="code">([^<]+)<', left.read_text())
    refused = CliRunner().invoke(main, command, input=spoilt)
    assert refused.exit_code == 2
    assert "is left of a command that was cut off" in refused.output
    left.unlink()
    # What docs/operations.md says: the spoilt one once more, and if it is refused, the left one.
    again = [CliRunner().invoke(main, command, input=each).exit_code for each in (spoilt, code)]
    assert again == ([0, 2] if when == "before" else [2, 0])
    (new,) = re.findall(r'class="code">([^<]+)<', sheet.read_text())
    assert answers(organisation, [spoilt, code, new]) == [
        *[Answered.UNKNOWN_CODE] * 2,
        Answered.RECEIVED,
    ]


def at_once(hands: Sequence[Callable[[], object]]) -> None:
    """Do all of it at the same time; what is refused is refused."""
    begin = threading.Barrier(len(hands))

    def do(act: Callable[[], object]) -> None:
        begin.wait(30)
        with suppress(RefusedError):
            act()

    with ThreadPoolExecutor(len(hands)) as pool:
        list(pool.map(do, hands))


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_many_hands_at_once_get_no_more_good_slips_than_there_are_people(
    tmp_path: Path, asked: Collectable, request: pytest.FixtureRequest, database: str
) -> None:
    """Several processes of HR's draw, confirm and exchange, and the answers come to two."""
    server = request.getfixturevalue("postgres") if database == "postgresql" else None
    organisation = Organisation(tmp_path, asked, address=server and server.database())
    stores = [organisation.reopened() for _ in range(4)]
    round_id, kept = organisation.open(LEAF, code="slips"), list[str]()

    def draw_and_confirm(store: Store) -> None:
        for count in (7, 3):
            drawn = draw_slips(store, round_id, LEAF, count, "hr")
            kept.extend(drawn)
            confirm_slips(store, round_id, LEAF, drawn[0], "hr")

    def exchange(store: Store) -> None:
        for slip in sorted(kept):
            with suppress(RefusedError):
                kept.append(exchange_slip(store, round_id, LEAF, slip, "hr"))

    at_once([partial(draw_and_confirm, store) for store in stores])
    at_once([partial(exchange, store) for store in stores])
    # What is left to draw is drawn, too.
    with suppress(RefusedError):
        for _ in range(PEOPLE):
            (slip,) = draw_slips(organisation.store, round_id, LEAF, 1, "hr")
            confirm_slips(organisation.store, round_id, LEAF, slip, "hr")
            kept.append(slip)

    async def send() -> list[Answered]:
        both = [Receiver(store) for store in stores[:2]]
        for each in both:
            each.start()
        print_, vector = asked.fingerprint, organisation.vector(3)
        found = await asyncio.gather(
            *(
                each.answer(slip, secrets.token_bytes(16), print_, vector)
                for slip in kept
                for each in both
            )
        )
        for each in both:
            await each.aclose()
        return found

    assert asyncio.run(send()).count(Answered.RECEIVED) == PEOPLE
    for store in (*stores, organisation.store):
        store.close()
