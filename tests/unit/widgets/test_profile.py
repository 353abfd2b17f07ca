"""The private profile follows the rules that the browser follows, too."""

import json
from pathlib import Path
from typing import Any

import pytest

from kit.widgets import profile

VECTORS = Path(__file__).parents[2] / "data" / "profile-vectors.json"
CASES = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_profile_is_as_in_the_vectors(case: dict[str, Any]) -> None:
    scores = profile(case["exercise"], case["answers"])
    assert [
        {
            "dimension": score.dimension,
            "score": score.score,
            "shown": None if score.score is None else f"{score.score:.1f}",
            "answered": score.answered,
            "items": score.items,
        }
        for score in scores
    ] == case["profile"]
