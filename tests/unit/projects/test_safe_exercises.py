"""No exercise of the reference book makes a leader point at somebody.

What stands here stood in exercises once. A list of words is a coarse net: it keeps these from
coming back, and an editor still has to read.
"""

from pathlib import Path

import pytest

EXERCISES = Path(__file__).parents[3] / "exercises"
ONCE = (
    # Colleagues who speak as somebody with a trait that one of them may have.
    "norsk som andrespråk",
    "hører dårlig",
    "snakker som personen",
    "kan kjenne seg igjen",
    # Standing in a line by one's willingness, before the leader.
    "langs linja",
    "linje på gulvet",
    "står bakerst",
    # The new, the quiet or the one behind a card, called upon before everybody.
    "den nyeste lese",
    "spørre en som nettopp har begynt",
    "en som ikke har sagt noe",
    "tar du det med personen",
    "oppgaven å se og tie",
)


@pytest.mark.parametrize("path", sorted(EXERCISES.rglob("*.yml")), ids=lambda path: path.stem)
def test_nobody_is_played_lined_up_or_called_upon(path: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8").lower().split())
    assert [words for words in ONCE if words in text] == []
