"""Where the command begins: nearly nothing is loaded yet, and Ctrl+C ends it quietly already."""

from __future__ import annotations

import sys


def main() -> None:
    """Load the command and run it."""
    try:
        from kit.cli import main as command  # noqa: PLC0415 - it takes the longest

        command(prog_name="kit")
    except KeyboardInterrupt:
        # As shells know it; :mod:`kit.cli.main` ends so, too, once it is there.
        sys.exit(130)


if __name__ == "__main__":
    main()
