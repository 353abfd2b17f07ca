"""An organisation to attack."""

from pathlib import Path

import pytest

from kit.ballots import Collectable
from tests.organisation import Organisation, exercise, settings_in
from tests.prepared_stores import prepare


@pytest.fixture(scope="session")
def asked() -> Collectable:
    return exercise()


@pytest.fixture
def organisation(tmp_path: Path, asked: Collectable) -> Organisation:
    prepare(settings_in(tmp_path))
    return Organisation(tmp_path, asked)
