"""Open pages hear of the builds of their own part, and of what is wrong, even if they come late."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kit.errors import Place, Problem
from kit.serving.announcer import Announcer

PROBLEM = Problem(Place("a.md", 3), "broken-link", "leads nowhere")


@pytest.fixture
def announcer(tmp_path: Path) -> Announcer:
    for language in ("nb", "en"):
        (tmp_path / language / "_static").mkdir(parents=True)
    (tmp_path / "files").mkdir()
    return Announcer(tmp_path)


async def heard(events: AsyncIterator[str], number: int) -> list[str]:
    async with asyncio.timeout(30):
        return [(await anext(events)).partition("\n")[0] for _ in range(number)]


@pytest.mark.parametrize(
    ("name", "part"),
    [("nb/a/b.html", "nb"), ("files/a.pdf", ""), ("index.html", ""), ("nb", ""), ("sv/a", "")],
)
def test_a_page_is_of_the_language_in_whose_folder_it_lies(
    announcer: Announcer, name: str, part: str
) -> None:
    assert announcer.part_of(name) == part


def test_only_pages_of_the_part_that_was_built_are_loaded_again(announcer: Announcer) -> None:
    async def scene() -> tuple[list[str], list[str]]:
        nb, en = announcer.listen("nb", 0), announcer.listen("en", 0)
        await heard(nb, 1)
        await heard(en, 1)
        # Each begins to listen when it waits for what comes after the greeting.
        told = asyncio.gather(heard(nb, 2), heard(en, 1))
        await asyncio.sleep(0)
        announcer.rebuilt(["nb/index.html", "nb/_static/a.css"])
        announcer.found([PROBLEM])
        return await told

    nb, en = asyncio.run(scene())
    assert nb == ["event: reload", "event: problems"]
    assert en == ["event: problems"]
    assert announcer.builds == {"nb": 1}


def test_a_page_of_an_older_build_is_loaded_again_at_once(announcer: Announcer) -> None:
    announcer.rebuilt(["nb/index.html"])
    assert asyncio.run(heard(announcer.listen("nb", 0), 2)) == [": hello", "event: reload"]


def test_an_error_that_stands_is_heard_by_who_comes_late(announcer: Announcer) -> None:
    announcer.found([PROBLEM])

    async def scene() -> list[str]:
        events = announcer.listen("nb", 0)
        return [await anext(events), await anext(events)]

    _, event = asyncio.run(scene())
    assert event.startswith("event: problems\n")
    assert "a.md:3:1: broken-link: leads nowhere" in event


def test_what_is_wrong_is_told_once_and_so_is_that_it_is_right_again(announcer: Announcer) -> None:
    async def scene() -> list[str]:
        events = announcer.listen("nb", 0)
        told = asyncio.create_task(_all(events, 4))
        await asyncio.sleep(0)
        announcer.found([])
        for problems in ([PROBLEM], [PROBLEM], [], []):
            announcer.found(problems)
        announcer.rebuilt(["nb/index.html"])
        return await told

    _hello, first, last, built = asyncio.run(scene())
    assert "broken-link" in first
    assert last.endswith('data: {"problems": []}\n\n')
    assert built.startswith("event: reload")


async def _all(events: AsyncIterator[str], number: int) -> list[str]:
    async with asyncio.timeout(30):
        return [await anext(events) for _ in range(number)]


def test_who_comes_after_the_end_waits_for_nothing(announcer: Announcer) -> None:
    async def scene() -> list[str]:
        announcer.close()
        async with asyncio.timeout(30):
            return [event async for event in announcer.listen("nb", 0)]

    assert asyncio.run(scene()) == [": hello\n\n"]
