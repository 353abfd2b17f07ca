"""The database of measures is opened when it is needed, and what is old is deleted every day."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from kit.measures import agreements_of, decide, keep
from kit.web.frame.measures_store import MeasuresStore
from kit.web.frame.problems import Refusal
from tests.unit.ballots.conftest import Organisation, sqlite
from tests.unit.measures.conftest import agreed

__all__ = ["sqlite"]


@pytest.fixture
def measures(sqlite: Organisation) -> Iterator[MeasuresStore]:
    made = MeasuresStore(sqlite.store)
    yield made
    made.close()


def test_nothing_is_made_before_somebody_needs_it(measures: MeasuresStore) -> None:
    assert not measures.is_there()
    assert agreements_of(measures(), "a") == ()
    assert measures.is_there()
    assert measures() is measures()


def test_what_was_kept_long_enough_is_deleted_without_anybody_asking(
    sqlite: Organisation, measures: MeasuresStore
) -> None:
    keep(measures(), "a", "A", agreed(), 0, "leader")
    decide(measures(), "Sak", date(2026, 1, 1), 1, "hr")
    measures.delete_expired()
    assert len(agreements_of(measures(), "a")) == 1
    sqlite.today += timedelta(days=40)
    measures.delete_expired()
    assert agreements_of(measures(), "a") == ()


def test_a_file_that_was_taken_away_is_a_refusal_and_no_other_file(
    measures: MeasuresStore,
) -> None:
    file = measures().settings.database_file
    assert file is not None
    file.rename(file.with_suffix(".away"))
    with pytest.raises(Refusal, match="measures-away"):
        measures()
    assert not file.exists()


def test_a_code_key_that_is_missing_is_a_refusal_and_no_other_key(
    sqlite: Organisation, measures: MeasuresStore
) -> None:
    key = sqlite.store.settings.code_key
    away = key.rename(key.with_suffix(".away"))
    with pytest.raises(Refusal, match="measures-away"):
        measures()
    assert not key.exists()
    away.rename(key)
    assert agreements_of(measures(), "a") == ()
