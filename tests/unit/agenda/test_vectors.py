"""Both implementations of the agenda give what the table of cases says."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests.agenda_vectors import FILE, agenda_of, answer
from tests.e2e.building import REPOSITORY

MODULES = REPOSITORY / "kit" / "frontend" / "modules"
TABLE = json.loads(FILE.read_text(encoding="utf-8"))
PARTS = [*TABLE["by_hand"], *TABLE["drawn"]]
ASKS = ["variant", "groups", "minute", "time", "fragment", "times", "scheduled", "standing"]

# Asks agenda.js what the table asks; it gives its answers back in one list.
ASK = """
import { readFileSync } from "node:fs";
import * as agenda from "./agenda.js";
import * as time from "./agenda-time.js";
const it = { ...agenda, ...time };
const { by_hand, drawn } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const read = (fragment, agenda) => ({
  ...it.readChoice(fragment, agenda),
  ...it.readChanges(fragment, agenda)
});
const plan = (agenda, fragment) => it.plan(agenda, read(fragment, agenda));
const asks = {
  variant: (agenda, given) => it.variantFor(agenda, given),
  groups: (_, { people, method }) => it.groupSizes(people, method),
  minute: (_, given) => it.minuteOf(given),
  time: (_, given) => it.clockTime(given),
  fragment(agenda, given) {
    const choice = read(given, agenda);
    const changes = it.changedParts(choice, it.variantOf(agenda, choice.variant));
    return {
      choice: { ...choice, without: [...choice.without].sort() },
      steps: it.plan(agenda, choice).map(({ step, minutes }) => [step.id, minutes]),
      fragment: it.fragmentOf(choice, changes)
    };
  },
  times: (agenda, { fragment, start }) => it.clockTimes(plan(agenda, fragment), start),
  scheduled: (agenda, { fragment, seconds }) => it.scheduled(plan(agenda, fragment), seconds),
  standing: (agenda, { fragment, at, into, since }) =>
    it.standing(plan(agenda, fragment), at, into, since)
};
const answers = [...by_hand, ...drawn].flatMap(({ agenda, cases }) =>
  cases.map(({ ask, given }) => asks[ask](agenda, given))
);
process.stdout.write(JSON.stringify(answers));
"""


def _cases() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(part["agenda"], case) for part in PARTS for case in part["cases"]]


@pytest.fixture(scope="module")
def browser_answers(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    folder = tmp_path_factory.mktemp("agenda")
    (folder / "package.json").write_text('{"type": "module"}')
    for name in ("agenda.js", "agenda-time.js"):
        shutil.copy(MODULES / name, folder)
    (folder / "ask.js").write_text(ASK, encoding="utf-8")
    command = ["node", "ask.js", str(FILE)]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    found: list[Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("ask", ASKS)
def test_python_answers_as_the_table_says(ask: str) -> None:
    cases = [(agenda, case) for agenda, case in _cases() if case["ask"] == ask]
    assert cases
    for agenda, case in cases:
        assert answer(agenda_of(agenda), case) == case["expected"], case


@pytest.mark.parametrize("ask", ASKS)
def test_the_browser_answers_as_the_table_says(ask: str, browser_answers: list[Any]) -> None:
    answered = zip(_cases(), browser_answers, strict=True)
    cases = [(case, found) for (_, case), found in answered if case["ask"] == ask]
    assert cases
    for case, found in cases:
        assert found == case["expected"], case


def test_the_table_asks_everything_with_cases_by_hand() -> None:
    assert {case["ask"] for part in TABLE["by_hand"] for case in part["cases"]} == set(ASKS)
