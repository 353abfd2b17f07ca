"""Everything that the description of the collector allows is asked: no failure, no surprise."""

import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kit.ballots import UnitSpec, UnitTree, save_units
from kit.storage import CollectorSettings, Store, open_store
from kit.web.access import enter, issue_links
from kit.web.app import create_collector
from kit.web.frame.paths import ROOT
from kit.web.standalone import standalone

HOST = "http://testserver"
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
BOUNDED = settings(
    # So many for each of its operations, in each role.
    max_examples=settings.default.max_examples // 5,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("collector")
    made = open_store(
        CollectorSettings(
            f"sqlite:///{folder}/data/c.sqlite3", folder / "keys" / "code", folder / "keys" / "own"
        )
    )
    save_units(made, UnitTree(UnitSpec("town", "Town", 0, (UnitSpec("north", "N", 9),))), "test")
    yield made
    made.close()


@pytest.fixture(scope="module")
def collector(store: Store) -> FastAPI:
    return create_collector(store, dict, holder=False)


@pytest.fixture(scope="module")
def operations(collector: FastAPI) -> list[Any]:
    described = {**collector.openapi(), "servers": [{"url": f"{HOST}{ROOT}"}]}
    schema = schemathesis.openapi.from_dict(described)
    schema.app = standalone(collector)
    return [found.ok() for found in schema.get_all_operations()]


@pytest.fixture
def cookies(role: str, store: Store) -> dict[str, str]:
    if role == "nobody":
        return {}
    expires = datetime.now(UTC).date() + timedelta(days=9)
    (link,) = issue_links(store, UnitSpec("north", "N", 9), cast("Any", role), expires, "test")
    visit = enter(store, link.secret)
    assert visit
    return {"kit_visit": visit}


def test_every_route_is_described(operations: list[Any]) -> None:
    described = {(each.method.upper(), each.path) for each in operations}
    assert {
        ("POST", "/v1/join"),
        ("POST", "/v1/answers"),
        ("GET", "/rounds/{round_id}"),
    } <= described
    assert len(described) >= 25


@pytest.mark.hypothesis
@pytest.mark.parametrize("role", ["nobody", "leader", "hr"])
def test_nothing_that_is_described_fails_or_surprises(
    role: str, operations: list[Any], cookies: dict[str, str]
) -> None:
    for operation in operations:

        @BOUNDED
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            with warnings.catch_warnings():
                # Starlette's test client asks for httpx2 where it finds httpx.
                warnings.simplefilter("ignore")
                response = case.call(headers={"origin": HOST}, cookies=cookies)
            case.validate_response(response, checks=CHECKS)

        ask()
