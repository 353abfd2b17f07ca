"""A source holds for its block; the platform's own holds for nothing else."""

from pathlib import Path
from typing import Any

import yaml

from kit.load import load_book
from kit.load.sources import with_sources
from kit.load.validation import validate_data
from kit.model import Platform

CITED = {"document": "paper", "place": "1"}
LAW = {"law": "act", "section": "§ 6-3"}


def platform(**more: Any) -> dict[str, Any]:
    said = {
        "schema": 1, "owner": "HR", "review_by": "2030-01-01", "id": "town", "name": "Town",
        "organisation": "Town", "language": "nb", "summary": "What we want.", "source": "kit",
        "focus_areas": [{"id": "dare", "name": "Å våge", "source": "kit"}],
        "roles": [{"id": "employee", "name": "Medarbeider", "source": "kit"}],
    }  # fmt: skip
    return {**said, **more}


def faults(**more: Any) -> list[tuple[str, str]]:
    said = validate_data(platform(**more), Platform, "platform", "a platform").faults
    return [(fault.words.code, ".".join(map(str, fault.key))) for fault in said]


def test_what_stands_in_a_block_is_from_where_the_block_is_from() -> None:
    value = {"id": "open", "name": "Åpen", "behaviours": [{"id": "ask", "text": "Vi spør."}]}
    said = with_sources(platform(values={"entries": [value], "source": CITED}), Platform)
    [entry] = said["values"]["entries"]
    assert entry["source"] == CITED
    assert entry["behaviours"][0]["source"] == CITED


def test_a_nearer_source_wins_and_a_request_can_have_one() -> None:
    ask = {"role": "employee", "source": "kit", "statements": [{"id": "ask", "text": "Spør."}]}
    aims = [{"id": "aim", "text": "Vi våger."}, {"id": "law", "text": "Du må.", "source": LAW}]
    area = {"id": "dare", "name": "Å våge", "source": CITED, "asks": [ask], "aims": aims}
    result = validate_data(platform(focus_areas=[area]), Platform, "platform", "a platform")
    assert result.faults == []
    assert result.value is not None
    [read] = result.value.focus_areas
    assert read.asks[0].statements[0].source == "kit"
    assert [getattr(aim.source, "section", None) for aim in read.aims] == [None, "§ 6-3"]


def test_the_platforms_own_source_is_put_into_nobodys_mouth() -> None:
    assert faults(roles=[{"id": "employee", "name": "Medarbeider"}]) == [
        ("missing-key", "roles.0.source")
    ]
    assert faults(goals=[{"id": "goal", "text": "Vi vil."}]) == [("missing-key", "goals.0.source")]


def test_a_faulty_source_is_told_once_and_not_for_all_that_stands_in_its_block() -> None:
    for wrong in ({"document": "paper"}, {"law": "act"}, {**CITED, "page": "2"}):
        tasks = [{"id": "ask", "text": "Spør."}, {"id": "tell", "text": "Si fra."}]
        role = {"id": "employee", "name": "Ansatt", "source": wrong, "expectations": tasks}
        assert len(faults(roles=[role])) == 1, wrong
    role = {"id": "employee", "name": "Ansatt", "source": None, "expectations": tasks}
    assert faults(roles=[role]) == [("empty-text", "roles.0.source")]


def test_data_of_another_shape_is_left_for_the_schema_to_refuse() -> None:
    for odd in ("text", ["text"], 3, [None]):
        assert with_sources({"roles": odd, "strange": odd}, Platform) == {
            "roles": odd,
            "strange": odd,
        }


def test_files_as_they_were_before_say_the_same() -> None:
    """Every statement with a source of its own, as all had: so no new version is needed."""
    for file in sorted((Path(__file__).parents[2] / "platforms").glob("*/book/platform.yml")):
        data = yaml.safe_load(file.read_text("utf-8"))
        assert with_sources(data, Platform) == data
        assert load_book(file.parents[1]).platform is not None
