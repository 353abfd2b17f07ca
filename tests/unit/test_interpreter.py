"""What a process does about its memory while it reads a book."""

import gc
import weakref

from kit.interpreter import seldom_collected


class Ring:
    """Something that only Python's collector can free."""

    def __init__(self) -> None:
        self.itself = self


def test_what_was_made_meanwhile_is_not_looked_through_as_soon_as_it_is_over() -> None:
    looked: list[int] = []
    before = gc.get_threshold()

    def note(phase: str, info: dict[str, int]) -> None:
        looked.append(info["generation"])

    with seldom_collected():
        gc.collect()
        kept = [[number] for number in range(100_000)]
        gc.callbacks.append(note)
    more = [[number] for number in range(100)]
    gc.callbacks.remove(note)
    assert (len(kept), len(more)) == (100_000, 100)
    assert looked == []
    assert gc.get_threshold() == before


def test_what_nobody_holds_any_more_is_freed_later() -> None:
    with seldom_collected():
        ring = weakref.ref(Ring())
    gc.collect()
    assert ring() is None
