"""An organisation to attack."""

from pathlib import Path

import pytest

from kit.ballots import Collectable
from tests.organisation import Organisation, exercise


@pytest.fixture(scope="session")
def asked() -> Collectable:
    return exercise()


@pytest.fixture
def organisation(tmp_path: Path, asked: Collectable) -> Organisation:
    return Organisation(tmp_path, asked)
