"""A run as data: what each change makes of it, and which of two holds."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.building import REPOSITORY

MODULES = REPOSITORY / "kit" / "frontend" / "modules"

# Every scenario gives back what is asked of it below.
ASK = """
import * as it from "./running.js";
const steps = [["open", 5], ["alone", 10], ["fours", 20]].map(([id, minutes]) => (
  { id, title: id, minutes, method: "all" }
));
const of = (...some) => some.map(([step, minutes]) => ({ step, minutes }));
const agenda = { steps, variants: [
  { id: "", fits: "time", steps: of(["open", 5], ["alone", 10], ["fours", 20]) },
  { id: "short", fits: "time", steps: of(["open", 5], ["fours", 10]) }
] };
const choice = { variant: "", start: null, people: 11 };
const fresh = it.fresh(agenda, choice);
const change = (run, more, by = "a") => ({ ...run, ...more, revision: run.revision + 1, by });
const to = (run, n) => change(run, it.turn(agenda, run, n));
const begun = to(fresh, 0);
const wait = (run, minutes) => it.later(run, minutes * 60);
const stand = (run) => it.stand(agenda, run);
const place = (run) => it.position(agenda, run);
const kept = (run, now, later) => it.restore(it.keep(run, now), agenda, later);
const raw = (run) => it.read(run, agenda);

const back = to(to(wait(begun, 2), 1), 0);
const break_ = wait(change(wait(begun, 1), { calm: true }), 9);
const stopped = wait(change(wait(begun, 1), { going: false }), 9);
const left = change(begun, it.leaveOut(agenda, begun, "alone"));
const leftHere = change(begun, it.leaveOut(agenda, begun, "open"));
const longer = change(begun, it.longer(agenda, begun));
const one = it.count({ ...begun, ...it.write(begun, "", 0, "Ours") }, "", 0, 2, "7");
const counted = { ...begun, ...one };
const twice = { ...counted, ...it.again(counted, "") };
const second = { ...twice, ...it.count(twice, "", 1, 2, "3") };
const mine = change(begun, { step: "alone" }, "a");
const yours = change(begun, { step: "fours" }, "b");
const merge = (a, b) => (it.holds(a, b) ? b : a).step;
const levels = [3.9, 4.1, 4.8, 5.1].map((minutes) => stand(wait(begun, minutes)).level);

process.stdout.write(JSON.stringify({
  before: [place(fresh), wait(fresh, 60).since, stand(fresh).behind],
  counts: [stand(wait(begun, 2)).left, stand(wait(begun, 2)).rest, wait(begun, 2).since],
  late: stand(wait(begun, 8)).behind,
  early: stand(to(wait(begun, 2), 1)).behind,
  back: stand(back).left,
  turned: place(back),
  break_: [stand(break_).left, break_.since, stand(break_).behind],
  stopped: [stand(stopped).left, stand(stopped).behind],
  through: [place(to(begun, 3)), wait(to(begun, 3), 60).since],
  left: [it.planned(agenda, left).map(({ step }) => step.id), stand(left).behind],
  again: it.planned(agenda, change(left, it.leaveOut(agenda, left, "alone"))).length,
  leftHere: leftHere.step,
  longer: [stand(longer).left, stand(longer).behind],
  levels,
  votes: second.votes[""],
  third: it.again(second, ""),
  nonsense: it.count(counted, "", 0, 0, "-3").votes[""].rounds,
  merged: [merge(mine, yours), merge(yours, mine)],
  newer: merge(change(mine, { step: "open" }, "a"), yours),
  none: it.holds(undefined, fresh),
  reloaded: stand(kept(wait(begun, 1), 1000, 1060)).left,
  jumped: [kept(begun, 5000, 10), kept(begun, 10, 10 + 13 * 3600)].map((run) => stand(run).left),
  broken: [it.restore(null, agenda, 0), it.restore("{}", agenda, 0), it.restore("[", agenda, 0)],
  foreign: [
    raw({ ...begun, variant: "nobody" }), raw({ ...begun, step: "nobody" }), raw("x"), raw(null),
    raw({ ...begun, since: "1" }), raw({ ...begun, spent: { open: "x" } }),
    raw({ ...begun, votes: { "": {} } })
  ].map((run) => run ?? null),
  whole: raw(JSON.parse(JSON.stringify(second))) !== undefined
}));
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder: Path = tmp_path_factory.mktemp("running")
    (folder / "package.json").write_text('{"type": "module"}')
    for name in ("agenda.js", "agenda-time.js", "running.js"):
        shutil.copy(MODULES / name, folder)
    (folder / "ask.js").write_text(ASK, encoding="utf-8")
    done = subprocess.run(["node", "ask.js"], cwd=folder, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_before_the_start_no_time_passes(said: dict[str, Any]) -> None:
    assert said["before"] == [-1, 0, 0]


def test_a_step_counts_down_and_says_how_the_whole_stands(said: dict[str, Any]) -> None:
    assert said["counts"] == [180, 33 * 60, 120]
    assert said["late"] == 180
    assert said["early"] == -180
    assert said["through"] == [3, 0]


def test_a_step_goes_on_where_it_was_left(said: dict[str, Any]) -> None:
    assert said["turned"] == 0
    assert said["back"] == 180


def test_in_a_break_the_step_waits_and_the_day_does_not(said: dict[str, Any]) -> None:
    assert said["break_"] == [240, 600, 540]
    assert said["stopped"] == [240, 540]


def test_a_step_can_be_left_out_and_taken_in_again(said: dict[str, Any]) -> None:
    assert said["left"] == [["open", "fours"], -600]
    assert said["again"] == 3
    assert said["leftHere"] == "alone"


def test_one_minute_more_makes_the_end_one_minute_later(said: dict[str, Any]) -> None:
    assert said["longer"] == [360, 60]


def test_the_time_is_short_at_a_fifth_and_at_a_twentieth(said: dict[str, Any]) -> None:
    assert said["levels"] == [0, 1, 2, 3]


def test_a_second_vote_stands_beside_the_first(said: dict[str, Any]) -> None:
    rounds = [[None, None, 7], [None, None, 3]]
    assert said["votes"] == {"written": ["Ours"], "rounds": rounds}
    assert said["third"] == {}
    assert said["nonsense"] == [[None, None, 7]]


def test_two_windows_agree_whoever_hears_whom_first(said: dict[str, Any]) -> None:
    assert said["merged"] == ["fours", "fours"]
    assert said["newer"] == "open"
    assert said["none"] is True


def test_a_reload_counts_on_unless_the_clock_was_set(said: dict[str, Any]) -> None:
    assert said["reloaded"] == 180
    assert said["jumped"] == [300, 300]
    assert said["broken"] == [None, None, None]


def test_what_does_not_fit_is_no_run(said: dict[str, Any]) -> None:
    assert said["foreign"] == [None] * 7
    assert said["whole"] is True
