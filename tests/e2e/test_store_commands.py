"""The commands of the store, from units to a backup, on one machine and with one book."""

import errno
import json
import os
import re
import resource
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kit.ballots import Answered
from kit.cli import main
from kit.frontend import SlipText, slip_sheet
from kit.measures import Agreement, agreements_of, keep
from kit.storage import CollectorSettings, open_store
from kit.storage.owners import MEASURES
from tests.e2e.answering import answer_with
from tests.qr import read_qr

ROOT = Path(__file__).parents[2]
EXERCISE = "learn/where-we-stand"
UNITS = "unit,name,parent,people\ntown,The town,,\na,Team A,town,12\nb,Team B,town,4\n"

Kit = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the book, and a state folder for its keys."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("book", "exercises", "locale"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(ROOT / name, folder / name)
    (tmp_path / "units.csv").write_text(UNITS)
    return folder


@pytest.fixture
def kit(project: Path) -> Kit:
    """Run a command on the project."""

    def run(*arguments: str | Path, fails: int = 0, typed: str | None = None) -> Result:
        words = [str(each) for each in arguments]
        at = 3 if words[1:2] == ["slips"] else 2 if words[0] in {"round", "links"} else 1
        words[at:at] = ["-C", str(project)]
        result = CliRunner().invoke(main, words, input=typed)
        assert result.exit_code == fails, result.output
        return result

    return run


@pytest.mark.parametrize("most", [20, 60])
def test_a_limit_on_the_size_of_files_is_named(
    kit: Kit, project: Path, tmp_path: Path, most: int
) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most * 1024, before[1]))
    try:
        done = kit("units", tmp_path / "units.csv", fails=3)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert done.stderr.startswith(f"Error: a file would become larger than may be: {project}/")
    kit("units", tmp_path / "units.csv")


def _open(kit: Kit, *more: str, unit: str = "town") -> str:
    told = kit(
        *("round", "open", EXERCISE, "--unit", unit, "--purpose", "To choose what to improve"),
        *("--discussed-on", "2026-10-20", "--json", *more),
    )
    found: str = _answer_of(told)["round"]
    return found


def _answer_of(told: Result) -> dict[str, Any]:
    """Return what a command answers a machine: one object, of the same shape for all."""
    found: dict[str, Any] = json.loads(told.stdout)
    assert list(found)[:2] == ["ok", "problems"]
    assert found["ok"] == (told.exit_code == 0)
    return found


def _no_space(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _check_rest(kit: Kit, round_id: str) -> None:
    """See until when the units of a closed round rest, in the list and in a refusal."""
    [row] = _answer_of(kit("round", "status", "--json"))["rounds"]
    until = row["rests_until"]
    assert until == (datetime.now().astimezone().date() + timedelta(days=14)).isoformat()
    assert f"rests until {until}" in kit("round", "status").stdout
    asked = ("--purpose", "Why", "--discussed-on", "2026-10-20")
    told = kit("round", "open", EXERCISE, "--unit", "a", *asked, fails=2).output
    words = " ".join(told.split())
    assert f"round {round_id} on '{EXERCISE}'" in words
    assert f"wait there, above it and below it until {until}" in words


def test_a_round_from_units_to_figures(kit: Kit, project: Path, tmp_path: Path) -> None:
    kit("units", tmp_path / "units.csv")
    round_id = _open(kit)
    status = _answer_of(kit("round", "status", round_id, "--json"))
    codes = {each["unit"]: each["room_code"] for each in status["sessions"]}
    assert answer_with(project, codes["a"], 6) == {Answered.RECEIVED}
    assert answer_with(project, codes["b"], 3) == {Answered.RECEIVED}
    told = kit("round", "status", round_id).stdout
    assert "at least 5 answers" in told
    assert "fewer than 5 answers" in told

    aborted = kit("round", "close", round_id, typed="n\n", fails=1)
    assert "Closing is final" in aborted.output
    sealed = _answer_of(kit("round", "close", round_id, "--unit", "b", "--yes", "--json"))
    assert "stay sealed until the round closes" in sealed["note"]
    assert "kit report" in kit("round", "close", round_id, typed="y\n").output
    again = kit("round", "close", round_id, "--yes", fails=2)
    assert "closed already" in again.output
    _check_rest(kit, round_id)
    report = _answer_of(kit("report", round_id, "--unit", "a", "--json"))["report"]
    assert report == json.loads(kit("report", round_id, "--unit", "a", "--format", "json").stdout)
    page = ("report", round_id, "--format", "html", "--json")
    assert "name a file with --out" in kit(*page, fails=2).output
    out = tmp_path / "a.html"
    assert _answer_of(kit(*page, "--out", out))["written"] == [str(out)]

    audit = _answer_of(kit("audit", "--json"))
    assert audit["ok"]
    assert [each["act"] for each in audit["entries"]] == [
        "save-units",
        "open-round",
        "close-session",
        "close-round",
    ]


def test_a_sheet_of_slips_is_complete_and_written_once(
    kit: Kit, project: Path, tmp_path: Path
) -> None:
    kit("units", tmp_path / "units.csv")
    round_id = _open(kit, "--slips", unit="a")
    out = tmp_path / "slips.html"
    asked = ("round", "slips", "draw", round_id, "--unit", "a", "--count", "5", "--out", out)
    site = ("--site", "https://book.example.org/")
    kit(*asked, *site)
    sheet = out.read_text(encoding="utf-8")
    codes = set(re.findall(r'class="code">([^<]+)<', sheet))
    assert len(codes) == 5
    assert all(re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", code) for code in codes)
    assert sheet.count("<svg") == 5
    where, _, code = read_qr(sheet).partition("#join=")
    assert where == "https://book.example.org/nb/exercises/learn/where-we-stand.html"
    assert code[:14] in codes, "behind it stands what all slips have in common"
    assert sheet.count(f"type {code[15:]} in") + sheet.count(f"skriver du {code[15:]} samme") == 5
    assert "<b>book<wbr>.example<wbr>.org<wbr>/collect</b>" in sheet
    assert not re.search(r"(src|href)=", sheet)
    assert out.stat().st_mode & 0o777 == 0o600
    assert "is there already" in kit(*asked, *site, fails=2).output
    assert out.read_text(encoding="utf-8") == sheet
    assert answer_with(project, codes.pop().lower(), 1) == {Answered.UNKNOWN_CODE}


def test_slips_are_good_when_their_print_is_confirmed_and_exchanged_by_their_code(
    kit: Kit, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit("units", tmp_path / "units.csv")
    round_id = _open(kit, "--slips", unit="a")
    unit, site = ("--unit", "a"), ("--site", "https://book.example.org/")

    def draw(count: int, name: str, fails: int = 0) -> tuple[str, list[str]]:
        out = tmp_path / name
        more = ("--count", str(count), "--out", out, *site)
        told = kit("round", "slips", "draw", round_id, *unit, *more, fails=fails).output
        sheet = out.read_text(encoding="utf-8") if out.exists() else ""
        return told, re.findall(r'class="code">([^<]+)<', sheet)

    refused, none = draw(13, "many.html", fails=2)
    assert "there are never more slips than people: 12 more can be drawn for 12" in refused
    assert none == []
    _, jammed = draw(12, "jammed.html")
    _, codes = draw(11, "good.html")
    assert "slips that wait to be confirmed: 11" in kit("round", "status", round_id).stdout
    confirm = ("round", "slips", "confirm", round_id, *unit)
    assert "not the code of a slip that waits" in kit(*confirm, typed=jammed[0], fails=2).output
    said = "11 were drawn for 12 people; who handed them out to whom is not known."
    assert said in kit(*confirm, typed=codes[-1]).output
    assert said in kit("round", "status", round_id).stdout
    (session,) = _answer_of(kit("round", "status", round_id, "--json"))["sessions"]
    assert (session["slips_drawn"], session["slips_waiting"], session["people"]) == (11, 0, 12)

    exchange = ("round", "slips", "exchange", round_id, *unit, *site, "--out", tmp_path / "x.html")
    with monkeypatch.context() as full:
        # The disk fills up while the new slip is written: the spoilt one stays good.
        full.setattr("kit.cli.collector.secret_files.os.fsync", _no_space)
        assert "the disk is full" in kit(*exchange, typed=codes[0], fails=3).output
    assert not (tmp_path / "x.html").exists()
    kit(*exchange, typed=codes[0])
    (new,) = re.findall(r'class="code">([^<]+)<', (tmp_path / "x.html").read_text())
    assert answer_with(project, codes[0], 1) == {Answered.UNKNOWN_CODE}
    for code in (new, *codes[1:6]):
        assert answer_with(project, code, 1) == {Answered.RECEIVED}
    again = kit(*exchange[:-1], tmp_path / "y.html", typed=codes[0], fails=2)
    assert "this code is not exchanged" in again.output
    assert not (tmp_path / "y.html").exists()
    kit("round", "close", round_id, "--yes")
    assert said in " ".join(kit("report", round_id, "--language", "en").output.split())


def test_links_are_written_as_letters_with_a_picture_each(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit("units", tmp_path / "units.csv")
    out = tmp_path / "letters.html"
    asked = ("links", "issue", "--role", "leader", "--site", "https://book.example.org/")
    wanted = ("--letters", out, "--language", "nb")
    with monkeypatch.context() as full:
        full.setattr("kit.cli.collector.secret_files.os.fsync", _no_space)
        kit(*asked, "--expires-on", "2099-01-31", *wanted, fails=3)
    assert not out.exists()
    assert _answer_of(kit("links", "list", "--json"))["links"] == []
    told = kit(*asked, "--expires-on", "2099-01-31", *wanted).output
    sheet = out.read_text(encoding="utf-8")
    issued = _answer_of(kit("links", "list", "--json"))["links"]
    assert f"wrote {len(issued)} letters to" in told
    assert sheet.count("<section>") == len(issued)
    assert out.stat().st_mode & 0o777 == 0o600
    assert read_qr(sheet).startswith("https://book.example.org/collect/#")
    assert read_qr(sheet).partition("#")[2] not in told
    assert "31. januar 2099" in sheet
    kit(*asked, "--expires-on", "2099-01-31", *wanted, fails=2)
    out.unlink()
    kit(*asked, "--expires-on", "2001-01-31", *wanted, fails=2)
    assert not out.exists()
    assert len(_answer_of(kit("links", "list", "--json"))["links"]) == len(issued)


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Skriv ut arket"), ("nn", "Skriv ut arket"), ("sv", "Skriv ut"), ("en", "Print this")],
)
def test_slips_speak_every_language(language: str, words: str) -> None:
    place = "https://x.example"
    text = SlipText("T", "A", "To learn.", 5, f"{place}/exercise.html", f"{place}/collect", "R-S")
    sheet = slip_sheet(["0123-4567-89AB"], text, language)
    assert words in sheet
    assert f'<html lang="{language}">' in sheet


def test_slips_in_a_language_that_there_is_not_are_not_drawn(kit: Kit, tmp_path: Path) -> None:
    kit("units", tmp_path / "units.csv")
    round_id = _open(kit, "--slips", unit="a")
    out = tmp_path / "slips.html"
    told = kit(
        *("round", "slips", "draw", round_id, "--unit", "a", "--count", "1", "--out", out),
        *("--site", "https://x.example", "--language", "xx"),
        fails=2,
    )
    assert "the exercise has no language 'xx'; it has " in told.output
    assert not out.exists()
    acts = [each["act"] for each in _answer_of(kit("audit", "--json"))["entries"]]
    assert acts == ["save-units", "open-round"]


def test_slips_are_drawn_in_a_language_of_the_exercise(kit: Kit, tmp_path: Path) -> None:
    kit("units", tmp_path / "units.csv")
    round_id = _open(kit, "--slips", unit="a")
    out = tmp_path / "slips.html"
    kit(
        *("round", "slips", "draw", round_id, "--unit", "a", "--count", "1", "--out", out),
        *("--site", "https://x.example", "--language", "en"),
        *("--collector", "https://answers.example/"),
    )
    sheet = out.read_text(encoding="utf-8")
    assert read_qr(sheet).startswith("https://x.example/en/exercises/learn/where-we-stand.html#")
    assert "<b>answers<wbr>.example<wbr>/collect</b>" in sheet
    assert '<html lang="en">' in sheet


def test_what_cannot_be_opened_is_said(kit: Kit, tmp_path: Path) -> None:
    kit("units", tmp_path / "units.csv")
    asked = ("--purpose", "Why", "--discussed-on", "2026-10-20")
    told = kit("round", "open", "learn/where-we-stnd", "--unit", "a", *asked, fails=2)
    assert "did you mean 'learn/where-we-stand'?" in told.output
    told = kit("round", "open", EXERCISE, "--unit", "nowhere", *asked, fails=2)
    assert "there is no unit 'nowhere'" in told.output
    kit("round", "open", EXERCISE, "--unit", "a", "--purpose", "Why", fails=2)
    kit("round", "open", EXERCISE, "--unit", "a", "--discussed-on", "2026-10-20", fails=2)


def test_a_round_can_be_withdrawn_without_its_code_key(
    kit: Kit, project: Path, tmp_path: Path
) -> None:
    kit("units", tmp_path / "units.csv")
    round_id = _open(kit)
    CollectorSettings.embedded(project).code_key.unlink()
    assert "put it back" in kit("round", "withdraw", round_id, "--yes", fails=2).output
    kit("round", "withdraw", round_id, "--new-code-key", "--yes")
    assert "withdrawn" in kit("round", "status").stdout


def test_a_round_withdrawn_without_its_keys_says_that_they_are_elsewhere(
    kit: Kit, project: Path, tmp_path: Path
) -> None:
    kit("units", tmp_path / "units.csv")
    round_id = _open(kit)
    keys = CollectorSettings.embedded(project).keys
    assert keys is not None
    keys.rename(tmp_path / "elsewhere")
    assert "in another key folder" in kit("round", "withdraw", round_id, "--yes").output


def test_units_with_problems_are_not_kept(kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("unit,name\na,A\nb,B\n")
    told = kit("units", tmp_path / "units.csv", fails=1)
    assert "units.csv:3:1: not-one-tree" in told.output
    told = kit("units", tmp_path / "units.csv", "--json", fails=1)
    assert [each["code"] for each in _answer_of(told)["problems"]] == ["not-one-tree"]
    assert "no units yet" in kit(
        *("links", "issue", "--role", "hr", "--expires-on", "2099-01-01", "--site", "https://x"),
        fails=2,
    ).output  # fmt: skip


def test_links_are_issued_listed_and_revoked(kit: Kit, tmp_path: Path) -> None:
    kit("units", tmp_path / "units.csv")
    given = ("--expires-on", "2099-01-01", "--site", "https://x.example", "--json")
    made = _answer_of(kit("links", "issue", "--role", "leader", *given))["links"]
    assert [each["unit"] for each in made] == ["town", "a", "b"]
    assert made[0]["address"].startswith("https://x.example/collect/#")
    listed = kit("links", "list", "--json").stdout
    secret = made[0]["address"].partition("#")[2]
    assert secret not in listed
    kit("links", "revoke", made[0]["link"], made[1]["link"])
    states = {
        each["unit"]: each["state"] for each in _answer_of(kit("links", "list", "--json"))["links"]
    }
    assert states == {"town": "revoked", "a": "revoked", "b": "valid"}


def test_a_backup_comes_back(kit: Kit, project: Path, tmp_path: Path) -> None:
    kit("units", tmp_path / "units.csv")
    round_id = _open(kit)
    [file] = _answer_of(kit("backup", tmp_path / "copies", "--json"))["written"]
    assert kit("backup", tmp_path / "copies", "--quiet").stdout.strip() != file
    assert "is there already" in kit("restore", file, fails=2).output
    for each in (project / "_responses").iterdir():
        each.unlink()
    told = kit("restore", file).output
    assert "there again" in told
    assert "every link is revoked; issue new ones" in told
    assert "nothing is deleted by itself until" in told
    assert round_id in kit("round", "status").stdout
    assert "intact" in kit("audit").output
    for each in (project / "_responses").iterdir():
        each.unlink()
    assert _answer_of(kit("restore", file, "--json"))["restored"] == file


def test_measures_are_copied_too_and_come_back_by_themselves(
    kit: Kit, project: Path, tmp_path: Path
) -> None:
    kit("units", tmp_path / "units.csv")
    settings = CollectorSettings.embedded(project).beside(MEASURES.beside)
    written = Agreement(agreed=date(2026, 11, 2), language="nb", keep="Fredagskaffe")
    with closing(open_store(settings, MEASURES)) as store:
        keep(store, "a", "Team A", written, 0, "leader")
    copies = _answer_of(kit("backup", tmp_path / "copies", "--json"))["written"]
    collector, measures = copies
    kit("round", "status")
    asked = ("--role", "leader", "--site", "https://x.example", "--expires-on", "2099-01-01")
    links = kit("links", "issue", *asked)
    assert settings.database_file is not None
    for each in settings.database_file.parent.glob("*-measures*"):
        each.unlink()
    assert "answers and links are as they were" in kit("restore", measures).output
    with closing(open_store(settings, MEASURES)) as store:
        assert [each.agreement for each in agreements_of(store, "a")] == [written]
    states = {each["state"] for each in _answer_of(kit("links", "list", "--json"))["links"]}
    assert states == {"valid"}, links.output
    assert "is there already" in kit("restore", collector, fails=2).output


@pytest.mark.parametrize(("more", "shown"), [((), True), (("--quiet",), False)])
def test_what_waits_for_the_key_holder_says_so(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], *, shown: bool
) -> None:
    kit("units", tmp_path / "units.csv")
    round_id = _open(kit)
    # As on a terminal.
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("kit.cli.output._on_terminal", lambda: True)
    told = kit("round", "close", round_id, "--yes", *more).stderr
    assert ("waiting for the key holder" in told) is shown


def test_where_nothing_was_collected_there_is_nothing_to_copy_show_or_end(
    kit: Kit, project: Path, tmp_path: Path
) -> None:
    for words in (
        ("backup", str(tmp_path / "copies")),
        *(("audit",), ("report", "round-1"), ("round", "status"), ("links", "list")),
        *(("round", "close", "round-1", "--yes"), ("links", "revoke", "link-1")),
    ):
        told = kit(*words, fails=2)
        assert "no answers were ever collected here" in told.output
        assert not (project / "_responses").exists()
    assert not (tmp_path / "copies").exists()
