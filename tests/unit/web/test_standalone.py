"""The server keeps memory from being looked through only for as long as it runs."""

import gc

import pytest
from fastapi import FastAPI

from kit.web.running.following import Following
from kit.web.standalone import collector_server
from tests.servers import running_server


@pytest.mark.usefixtures("nothing_frozen")
def test_memory_is_frozen_only_while_the_server_runs() -> None:
    before = gc.get_freeze_count()
    app = FastAPI(openapi_url=None)
    app.state.following = Following(lambda _: {})
    server = collector_server(app)
    assert gc.get_freeze_count() <= before, "making the app may free some that was frozen"
    with running_server(server):
        assert gc.get_freeze_count() > before
    assert gc.get_freeze_count() == 0
