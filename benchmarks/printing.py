"""How long paper takes: the whole reference book, and one handout that somebody waits for."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.books import reference_book
from benchmarks.measuring import Options, Row, Table, run, tool

BOOK: Final = 20.0
"""Seconds for all sheets of the book in all its languages."""
HANDOUT: Final = 3.0
"""Seconds for one, with the start of the process."""
_ONE: Final = """
from pathlib import Path
from kit.load import load_book
from kit.printing.edition import Edition
from kit.printing.handout import handouts
from kit.printing.pdf import printed
printed(next(iter(handouts(Edition(load_book(Path()), "nb"), "dare"))))
"""


def measure(options: Options, table: Table) -> None:
    """Measure both, in a copy of the book that nothing was printed of."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "book")
        root.mkdir()
        reference_book(root)
        whole = Row("the whole book, every language", target=BOOK)
        one = Row("one handout, with the start of Python", target=HANDOUT)
        again = Row("the whole book when nothing has changed")
        for _ in range(options.runs):
            shutil.rmtree(root / "_build", ignore_errors=True)
            command = [tool("kit"), "build", "-q", "--format", "print"]
            whole.add(run(command, root))
            again.add(run(command, root))
            one.add(run([tool("python"), "-c", _ONE], root))
        for row in (whole, again, one):
            table.add(row)
