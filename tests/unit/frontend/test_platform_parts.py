"""A platform's parts as HTML: complete, silent where there is nothing, honest about sources."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kit.frontend import render_part
from kit.load import load_book
from kit.model import PLATFORM_PARTS, Platform

ROOT = Path(__file__).parents[3]
BOOKS = [
    ROOT,
    *sorted(path.parent.parent for path in ROOT.glob("tests/platforms/*/book/platform.yml")),
]
PARTS = [part for part in PLATFORM_PARTS if part not in {"about", "sources"}]
VOID = {"br", "img", "hr", "path", "circle", "input"}


def _platform(root: Path) -> Platform:
    platform = load_book(root).platform
    assert platform is not None
    return platform.value


PLATFORMS = [pytest.param(_platform(root), id=root.name) for root in BOOKS]


def _part(part: str, platform: Platform, **params: Any) -> str:
    return render_part(part, platform, language="nb", level=2, **params)


class _Balance(HTMLParser):
    """Collects elements that are closed in the wrong place, and the words on the page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing is opened."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("part", [*PARTS, "about", "overview", "sources", "focus-areas"])
def test_every_part_of_every_platform_is_well_formed(part: str, platform: Platform) -> None:
    html = _part(part, platform)

    assert _Balance(html).wrong == []
    assert "None" not in _Balance(html).words


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_focus_area_shows_what_it_says(platform: Platform) -> None:
    for area in platform.focus_areas:
        shown = ["text", "aims", "asks"]
        balance = _Balance(_part("focus-area", platform, area=area, show=shown, workshops={}))

        assert balance.wrong == []
        for statement in (*area.aims, *(s for ask in area.asks for s in ask.statements)):
            assert " ".join(statement.text.split("\n\n")[0].split()) in balance.words


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_the_platform_lacks_is_silent(part: str) -> None:
    full = _platform(ROOT)
    bare = full.model_copy(
        update={
            name: None if name in {"vision", "values", "scorecard"} else ()
            for name in type(full).model_fields
            if name
            in {
                "vision", "values", "goals", "assignments", "action_areas", "development_areas",
                "policy_areas", "policies", "scorecard", "follow_up", "employer_role",
                "steering_documents", "resources", "films", "processes", "credits_", "roles",
                "terms",
            }
        }
    )  # fmt: skip

    assert _part(part, bare).strip() == ""


def test_headings_begin_at_the_level_of_their_place() -> None:
    platform = _platform(ROOT)

    for level in (2, 3):
        html = render_part("roles", platform, language="nb", level=level)
        levels = [int(found) for found in re.findall(r"<h(\d)", html)]
        assert min(levels) == level
        assert max(levels) == level + 1


def test_activities_stand_in_a_table_with_what_is_known_of_them() -> None:
    """Whose turn it is, until when and how far it is; the number of an activity is its name."""
    lulea = _platform(ROOT / "tests" / "platforms" / "lulea")
    first, *others = lulea.action_areas
    known = {"responsible": "manager", "due": date(2009, 5, 1), "status": "started"}
    told = first.activities[0].model_copy(update=known)
    area = first.model_copy(update={"activities": (told, *first.activities[1:])})
    platform = lulea.model_copy(update={"action_areas": (area, *others)})

    html = _part("action-areas", platform)

    table, *rest = re.findall(r"<table.*?</table>", html, re.DOTALL)
    heads = re.findall(r'<th scope="col">(.*?)</th>', table)
    assert heads == ["Nr.", "Aktivitet", "Ansvarlig", "Frist", "Status"]
    rows = re.findall(r'<tr><th scope="row">(\d)</th>(.*?)</tr>', table, re.DOTALL)
    assert [number for number, _ in rows] == ["1", "2", "3", "4", "5"]
    assert {row.count("<td") for _, row in rows} == {4}
    for words in ('<a href="kit:role/manager">Chef</a>', "1. mai 2009", "I gang"):
        assert words in rows[0][1]
    assert rows[1][1].count("<td></td>") == 3, "on a phone, only what is known takes room"
    heads = re.findall(r'<th scope="col">(.*?)</th>', rest[-1])
    assert heads == ["Nr.", "Aktivitet"], "of these nothing more is known"


def test_responsibilities_stand_below_a_heading_of_their_own() -> None:
    html = _part("roles", _platform(ROOT / "tests" / "platforms" / "lorenskog"))

    headings = [(int(level), text) for level, text in re.findall(r"<h(\d).*?>(.*?)</h", html)]
    start = headings.index((3, "Det du har ansvar for"))
    assert headings[start + 1 : start + 5] == [
        *((4, "Fagansvar"), (4, "Personalansvar"), (4, "Økonomiansvar")),
        (3, "Hvem som hører til hvilket nivå"),
    ]


def test_a_draft_is_not_said_to_be_decided_and_one_year_is_no_span() -> None:
    html = _part("about", _platform(ROOT / "tests" / "platforms" / "norrkoping"))

    assert "<dt>Vedtatt av</dt><dd>Personalutskottet</dd>" in html
    assert "<dt>Periode</dt><dd>2014</dd>" in html
    assert "Försättsblad" in html
    assert "Vedtatt" not in _part("about", _platform(ROOT))


def test_words_of_the_books_own_are_marked_among_words_from_a_source() -> None:
    html = _part("vision", _platform(ROOT))

    assert "◇" in html
    assert "Bokas egne ord" in html
    assert "Utredning" in html


def test_a_focus_area_can_show_one_part_of_itself() -> None:
    platform = _platform(ROOT)
    area = platform.focus_area("learn")

    aims = _part("focus-area", platform, area=area, show=["aims"], workshops={})

    assert area.aims[0].text in _Balance(aims).words
    assert area.asks[0].statements[0].text not in _Balance(aims).words


def test_a_focus_area_shows_the_way_to_its_workshops_with_their_minutes() -> None:
    platform = _platform(ROOT)
    workshop = SimpleNamespace(title="En time om å lære", minutes=60)
    given = {"area": platform.focus_area("learn"), "workshops": {"learn-60": workshop}}

    html = _part("focus-area", platform, show=["workshops"], **given)

    assert '<a href="kit:workshop/learn-60">' in html
    assert _Balance(html).wrong == []
    assert " ".join(_Balance(html).words.split()) == "60 minutter En time om å lære"
    assert "kit:workshop" not in _part("focus-area", platform, show=["aims"], **given)


def _said(**more: Any) -> Platform:
    area = {"id": "dare", "name": "Å våge", "source": "kit", **more.pop("area", {})}
    platform = {
        "schema": 1, "owner": "HR", "review_by": "2030-01-01", "id": "town", "name": "Town",
        "organisation": "Town", "language": "nb", "summary": "Vi vil noe.", "source": "kit",
        "documents": [{"id": "paper", "title": "Sak 4"}],
        "laws": [{"id": "act", "name": "arbeidsmiljøloven", "number": "LOV-2005-06-17-62"}],
        "focus_areas": [area],
        "roles": [{"id": "employee", "name": "Medarbeider", "source": "kit"}],
    }  # fmt: skip
    return Platform.model_validate_json(json.dumps(platform | more))


PAPER = {"document": "paper", "place": "s. 2"}


def test_a_focus_area_says_what_it_means_what_each_owes_and_what_to_talk_about() -> None:
    said = _said(
        area={
            "picture": {"file": "book/rope.svg", "alt": "Et tau", "credit": "Tegnet av HR"},
            "means": [{"id": "we", "text": "Vi spør.", "source": PAPER}],
            "mutual": {
                "source": PAPER,
                "provides": [{"id": "time", "text": "Tid til å prøve.", "source": PAPER}],
                "expects": [{"id": "try", "text": "At du sier fra.", "source": "kit"}],
            },
            "questions": [{"id": "how", "text": "Hvordan våger vi?", "source": PAPER}],
        }
    )
    html = _part("focus-area", said, area=said.focus_areas[0], show=[], workshops={})
    balance = _Balance(html)
    assert balance.wrong == []
    assert re.findall(r"<h2>(.*?)</h2>", html) == [
        "Hva det betyr hos oss",
        "Arbeidsgiveren legger til rette",
        "Arbeidsgiveren forventer",
        "Spørsmål å snakke om",
    ]
    for words in ("Vi spør.", "Tid til å prøve.", "At du sier fra.", "Hvordan våger vi?"):
        assert words in balance.words
    assert '<img src="kit:file/book/rope.svg" alt="Et tau">' in html
    assert "Tegnet av HR" in balance.words
    assert "Fra Sak 4: s. 2" in balance.words
    only = _part("focus-area", said, area=said.focus_areas[0], show=["questions"], workshops={})
    assert "Vi spør." not in only
    assert "Hvordan våger vi?" in only


def test_where_only_one_of_the_two_says_something_there_is_one_heading() -> None:
    expects = [{"id": "try", "text": "At du sier fra.", "source": "kit"}]
    said = _said(area={"mutual": {"source": "kit", "expects": expects}})
    html = _part("focus-area", said, area=said.focus_areas[0], show=["mutual"], workshops={})
    assert re.findall(r"<h2>(.*?)</h2>", html) == ["Arbeidsgiveren forventer"]


def test_what_is_law_is_said_as_law_with_its_section() -> None:
    law = {"law": "act", "section": "§ 6-3"}
    stop = {"id": "stop", "text": "Du kan stanse arbeidet.", "source": law}
    ours = {"id": "help", "text": "Du hjelper.", "source": "kit"}
    role = {"id": "safety", "name": "Verneombud", "source": "kit", "expectations": [stop, ours]}
    said = _said(roles=[role])
    balance = _Balance(_part("roles", said))
    assert balance.wrong == []
    assert balance.words.count("Loven: arbeidsmiljøloven § 6-3") == 2  # at the point, and below
    listed = _Balance(_part("sources", said)).words
    assert "LOV-2005-06-17-62" in listed
    assert "det er alltid loven som gjelder" in listed


def test_a_follow_up_says_what_comes_before_it_and_what_is_talked_about() -> None:
    report = {"id": "report", "name": "Rapport", "source": "kit"}
    agenda = [{"id": "learnt", "text": "Hva lærte vi?"}]
    dialogue = {
        "id": "dialogue", "name": "Dialog", "source": "kit", "after": ["report"], "agenda": agenda
    }  # fmt: skip
    html = _part("follow-up", _said(follow_up=[report, dialogue]))
    assert _Balance(html).wrong == []
    assert re.search(r"<dt>Kommer etter</dt><dd>Rapport</dd>", html)
    assert "<li><p>Hva lærte vi?</p></li>" in html


def test_an_activity_says_what_it_is_waiting_for_and_a_platform_what_its_words_mean() -> None:
    first = {"id": "a", "number": 1, "text": "Kurs", "waiting_for": "Budsjettet", "source": "kit"}
    second = {"id": "b", "number": 2, "text": "Møte", "source": "kit"}
    area = {"id": "x", "name": "Ledelse", "activities": [first, second], "source": "kit"}
    said = _said(
        action_areas=[area],
        terms=[{"id": "t", "name": "Handlingsrom", "text": "Det vi rår over.", "source": PAPER}],
        adoption={"status": "historical", "source": PAPER},
    )
    html = _part("action-areas", said)
    assert '<th scope="col">Venter på</th>' in html
    assert html.count("<td>") == 4
    assert "Det vi rår over." in _part("terms", said)
    assert "Historisk" in _part("about", said)
