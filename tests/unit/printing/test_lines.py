"""Lines to write on."""

from urllib.parse import unquote

from kit.printing.lines import MOST, STEP, line_rules


def test_a_field_has_as_many_lines_as_it_says_and_the_last_at_its_foot() -> None:
    rules = unquote(line_rules())
    three = next(line for line in rules.splitlines() if line.startswith(".lines-3 "))
    assert three.count("M0 ") == 3
    assert f"height: {3 * STEP}mm" in three
    assert f"M0 {3 * STEP - 0.3:.1f}h" in three
    assert f".lines-{MOST} " in rules
