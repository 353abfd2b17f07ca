"""Two processes that receive, on one PostgreSQL, and one that has the keys."""

import secrets
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from kit.ballots import results_of
from kit.ballots.tables import ballot
from tests.organisation import Organisation, exercise
from tests.postgres import Postgres
from tests.preloaded import KIT, command
from tests.servers import free_port

PATIENCE = 60


@contextmanager
def receiving(organisation: Organisation) -> Iterator[str]:
    """Run `kit collect --receive-only`, which is handed no key folder; give its address."""
    port = free_port()
    project = Path(__file__).parents[2]
    options = {
        "--project": project,
        "--database": organisation.settings.database,
        "--code-key": organisation.settings.code_key,
        "--port": port,
    }
    words = [str(word) for pair in options.items() for word in pair]
    with subprocess.Popen(command(KIT, "collect", "--receive-only", "--quiet", *words)) as process:
        try:
            yield f"http://127.0.0.1:{port}/collect"
        finally:
            process.terminate()


def wait_for(address: str) -> None:
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            assert httpx.get(f"{address}/health").status_code == 200
        except httpx.TransportError:
            assert time.monotonic() < ends, address
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="module")
def organisation(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres
) -> Iterator[Organisation]:
    folder = tmp_path_factory.mktemp("organisation")
    made = Organisation(folder, exercise(), address=postgres.database())
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def addresses(organisation: Organisation) -> Iterator[list[str]]:
    """Give the addresses of two processes."""
    with ExitStack() as running:
        found = [running.enter_context(receiving(organisation)) for _ in range(2)]
        for address in found:
            wait_for(address)
        yield found


def test_answers_to_two_processes_are_counted_once_by_the_one_with_the_keys(
    organisation: Organisation, addresses: list[str]
) -> None:
    round_id = organisation.open("day", items=True)
    code = organisation.codes(round_id)["day"]
    people = 14
    answers = [
        {
            "code": code.ljust(24),
            "ballot": secrets.token_hex(16),
            "fingerprint": organisation.exercise.fingerprint,
            "answers": organisation.vector(1 + n % 5).hex(),
        }
        for n in range(people)
    ]
    with ThreadPoolExecutor(8) as pool:

        def send(address: str, number: int) -> int:
            return httpx.post(f"{address}/v1/answers", json=answers[number]).status_code

        # Everybody is heard by both at once, as by a form that tries again elsewhere.
        tries = [(address, number) for number in range(people) for address in addresses]
        assert set(pool.map(lambda each: send(*each), tries)) == {200}
        # Withdrawn at one, of an answer that may have come in at the other.
        for address, number in zip(addresses, (0, 1), strict=True):
            gone = {"ballot": answers[number]["ballot"]}
            assert httpx.post(f"{address}/v1/withdrawals", json=gone).status_code == 200
        with organisation.store.reading() as connection:
            assert len(connection.execute(ballot.select()).all()) == people - 2
        assert organisation.close(round_id).done
        for address in addresses:
            late = answers[0] | {"ballot": secrets.token_hex(16)}
            assert httpx.post(f"{address}/v1/answers", json=late).status_code == 410
    found = results_of(organisation.store, round_id)
    assert found is not None
    assert {unit: figures.included for unit, figures in found.figures.items()} == {
        "day": people - 2
    }


def test_two_processes_together_let_no_more_in_than_there_are_places(
    organisation: Organisation, addresses: list[str]
) -> None:
    code = organisation.codes(organisation.open("night"))["night"]
    with ThreadPoolExecutor(8) as pool:

        def send(number: int) -> int:
            answer = {
                "code": code.ljust(24),
                "ballot": secrets.token_hex(16),
                "fingerprint": organisation.exercise.fingerprint,
                "answers": organisation.vector(3).hex(),
            }
            return httpx.post(f"{addresses[number % 2]}/v1/answers", json=answer).status_code

        found = list(pool.map(send, range(30)))
    assert found.count(200) == 20
    assert found.count(409) == 10
