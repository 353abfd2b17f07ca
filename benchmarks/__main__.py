"""Measure parts of the kit: ``python -m benchmarks [PART ...]``; all of them unless told."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path
from typing import Final

from benchmarks.measuring import Options, Table

PARTS: Final = {
    "build": "the book's build against Jupyter Book's; 240 pages take an hour",
    "live": "from a save to the reloaded page, in a browser",
    "collector": "receiving answers and closing a round",
    "reports": "a report where many rounds of many units are closed",
    "measures": "the pages of what teams agreed on: a leader's first, and HR's",
    "slips": "a sheet of a thousand slips",
    "printing": "the whole book on paper, and one handout",
    "pages": "what a page weighs, and how soon it can be used on a slow phone",
    "following": "how soon a wall follows the leader's phone, with two hundred phones",
    "running": "how soon a workshop runs, turns to its next step, and two windows agree",
}
"""Each is a module beside this one with a function ``measure(options, table)``."""
_OUT: Final = Path("_build/bench")


def main() -> None:
    """Run the parts that are asked for; write and print a table for each."""
    listed = "\n".join(f"  {name:9} {words}" for name, words in PARTS.items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Measure parts of the kit.",
        epilog=f"parts:\n{listed}",
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="all of them unless told")
    parser.add_argument("--runs", type=int, default=5, help="how often each thing is done")
    parser.add_argument(
        "--books", default="this,60,240", help="which books: this, or a number of pages"
    )
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"there is no part {min(unknown)!r}")
    options = Options(chosen.runs, tuple(chosen.books.split(",")))
    for name in chosen.parts or PARTS:
        table = Table(name, PARTS[name])
        importlib.import_module(f"benchmarks.{name}").measure(options, table)
        table.write(_OUT)


if __name__ == "__main__":
    main()
