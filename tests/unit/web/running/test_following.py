"""Who follows is told of the next step at once, and one reader asks for all."""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from kit.ballots import Glance
from kit.web.access import Wall
from kit.web.access.runs import Run
from kit.web.running import following as module
from kit.web.running.following import Following, Seen

OF, OTHER = Wall("r", "a"), Wall("r", "b")


def at(revision: int, *, enough: bool = False, shows: bool = False) -> Seen:
    return Seen(Run("learn", revision, None, 0.0, shows), Glance("open", enough))


@dataclass
class Source:
    """Stands for the database: what there is, and what was asked."""

    now: dict[Wall, Seen] = field(default_factory=lambda: {OF: at(1), OTHER: at(1)})
    asked: list[list[Wall]] = field(default_factory=list)
    broken: int = 0

    def look(self, these: Sequence[Wall]) -> dict[Wall, Seen]:
        self.asked.append(list(these))
        if self.broken and len(self.asked) > 1:
            self.broken -= 1
            raise OSError("away")
        return {each: self.now[each] for each in these}


async def soon(_seconds: float) -> None:
    await asyncio.sleep(0.001)


async def settled() -> None:
    for _ in range(50):
        await asyncio.sleep(0.001)


def test_whoever_knows_nothing_is_told_at_once() -> None:
    source = Source()
    seen = asyncio.run(Following(source.look, soon).next_of(OF, ""))
    assert seen == at(1)


def test_all_who_wait_are_told_of_the_next_step_by_one_reader() -> None:
    source = Source()

    async def act() -> list[Seen]:
        following = Following(source.look, soon)
        known = at(1).mark
        waiting = [asyncio.create_task(following.next_of(OF, known)) for _ in range(200)]
        await settled()
        before = len(source.asked)
        await settled()
        assert not any(each.done() for each in waiting)
        # Each asked once for itself; since then one asks for all, about one session.
        assert all(each == [OF] for each in source.asked)
        assert len(source.asked) - before < 100
        source.now[OF] = at(2)
        return await asyncio.gather(*waiting)

    assert {each.mark for each in asyncio.run(act())} == {at(2).mark}


def test_enough_answers_and_a_result_are_news_too_and_another_session_is_not() -> None:
    for news in (at(1, enough=True), at(1, shows=True), Seen(None, Glance("closed", False))):  # noqa: FBT003
        source = Source()

        async def act(source: Source = source, news: Seen = news) -> Seen:
            following = Following(source.look, soon)
            waits = asyncio.create_task(following.next_of(OF, at(1).mark))
            await settled()
            source.now[OTHER] = at(9)
            await settled()
            assert not waits.done()
            source.now[OF] = news
            return await waits

        assert asyncio.run(act()) == news


def test_after_some_seconds_the_same_is_told_again_and_nothing_is_left_waiting() -> None:
    source = Source()

    async def act() -> Following:
        following = Following(source.look, soon)
        again = await following.next_of(OF, at(1).mark, patience=0.01)
        assert again.mark == at(1).mark
        await settled()
        return following

    following = asyncio.run(act())
    assert not following._waiting
    assert not following._known


def test_a_database_that_is_away_for_a_moment_ends_nothing() -> None:
    source = Source(broken=3)

    async def act() -> Seen:
        following = Following(source.look, soon)
        waits = asyncio.create_task(following.next_of(OF, at(1).mark))
        await settled()
        source.now[OF] = at(2)
        return await waits

    assert asyncio.run(act()) == at(2)


def test_more_than_a_house_full_is_answered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    source = Source()

    async def act() -> Seen:
        following = Following(source.look, soon)
        known = at(1).mark
        waiting = [asyncio.create_task(following.next_of(OF, known)) for _ in range(3)]
        await settled()
        late = await following.next_of(OF, known)
        following.close()
        assert {each.mark for each in await asyncio.gather(*waiting)} == {at(1).mark}
        return late

    assert asyncio.run(act()).mark == at(1).mark


def test_a_room_full_that_asks_at_once_is_one_question_to_the_database() -> None:
    source = Source()

    async def act() -> int:
        following = Following(source.look, soon)
        await following.next_of(OF, "")
        await asyncio.gather(*(following.next_of(OF, "") for _ in range(200)))
        before = len(source.asked)
        following.changed(OF)
        await following.next_of(OF, "")
        assert len(source.asked) == before + 1
        return before

    assert asyncio.run(act()) == 1


def test_phones_of_one_room_leave_a_place_for_its_wall_and_for_other_rooms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_PHONES", 3)
    source = Source()

    async def act() -> None:
        following = Following(source.look, soon)
        step, mark = at(1).step, at(1).mark
        phones = [asyncio.create_task(following.next_of(OF, step)) for _ in range(5)]
        await settled()
        assert [each.done() for each in phones].count(True) == 2
        wall = asyncio.create_task(following.next_of(OF, mark))
        other = asyncio.create_task(following.next_of(OTHER, step))
        await settled()
        assert not wall.done()
        assert not other.done()
        following.close()
        await asyncio.gather(*phones, wall, other)

    asyncio.run(act())


def test_no_number_of_answers_is_in_the_mark() -> None:
    assert (at(3).step, at(3).mark) == ("learn.3", "learn.3 0 open.0")


def test_a_phone_is_told_of_steps_and_not_of_answers() -> None:
    source = Source()

    async def act() -> Seen:
        following = Following(source.look, soon)
        waits = asyncio.create_task(following.next_of(OF, at(1).step))
        await settled()
        source.now[OF] = at(1, enough=True)
        await settled()
        assert not waits.done()
        source.now[OF] = at(2)
        return await waits

    assert asyncio.run(act()) == at(2)


def test_what_was_read_before_somebody_wrote_is_told_to_nobody() -> None:
    source = Source()
    reading, written = threading.Event(), threading.Event()

    def look(these: Sequence[Wall]) -> dict[Wall, Seen]:
        found = source.look(these)
        if len(source.asked) == 2:
            reading.set()
            assert written.wait(10)
        return found

    async def act() -> tuple[Seen, bool]:
        following = Following(look, soon)
        assert await following.next_of(OF, "") == at(1)
        behind = asyncio.create_task(following.next_of(OF, at(1).mark))
        await asyncio.to_thread(reading.wait, 10)
        source.now[OF] = at(2)
        following.changed(OF)
        ahead = asyncio.create_task(following.next_of(OF, at(2).mark))
        await settled()
        written.set()
        told = await behind
        await settled()
        went_back = ahead.done()
        following.close()
        await ahead
        return told, went_back

    assert asyncio.run(act()) == (at(2), False)


def test_writes_in_other_rooms_hold_up_nobody_and_the_reader_still_pauses() -> None:
    source = Source()
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await soon(seconds)

    async def act() -> Seen:
        def look(these: Sequence[Wall]) -> dict[Wall, Seen]:
            found = source.look(these)
            following.changed(OTHER)
            return found

        following = Following(look, pause)
        waits = asyncio.create_task(following.next_of(OF, at(1).mark, patience=5))
        await settled()
        source.now[OF] = at(2)
        return await waits

    assert asyncio.run(act()) == at(2)
    # The first look is that of who asks; after each of the reader's it pauses.
    assert len(pauses) >= len(source.asked) - 2 > 0


def test_who_follows_here_need_not_wait_for_the_pause_to_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_PAUSE", 3600.0)
    source = Source()

    async def act() -> Seen:
        following = Following(source.look, soon)
        waits = asyncio.create_task(following.next_of(OF, at(1).mark, patience=10))
        await settled()
        assert not waits.done()
        source.now[OF] = at(2)
        following.changed(OF)
        return await waits

    assert asyncio.run(act()) == at(2)
