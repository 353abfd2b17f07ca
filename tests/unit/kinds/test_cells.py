"""Authors' texts come into a notebook unharmed, and a build repeats its cells."""

from kit.kinds.cells import (
    LONGEST_CELL_ID,
    bullets,
    cell_id,
    code_cell,
    markdown_cell,
    quote,
    table,
    titled_list,
)


def test_the_id_of_a_cell_fits_and_two_long_ids_stay_two() -> None:
    assert cell_id("step", "tell") == "step-tell"
    long = [cell_id("step", "a" * 80 + end) for end in "bc"]
    assert all(len(each) == LONGEST_CELL_ID for each in long)
    assert len(set(long)) == 2
    assert cell_id("step", "a" * 80 + "b") == long[0]


def test_signs_of_markdown_in_a_text_stay_signs() -> None:
    cells = bullets(["*one*", "two\nthree"])
    assert cells.count("\n") == 1
    assert r"\*one\*" in cells


def test_a_bar_in_a_text_makes_no_column() -> None:
    lines = table(["Name | sign", "Votes"], [["a|b", "2"]], words=1).split("\n")
    assert lines[1] == "| :-- | --: |"
    assert all(line.replace(r"\|", "").count("|") == 3 for line in lines)


def test_a_quotation_goes_on_over_its_empty_lines() -> None:
    assert all(line.startswith(">") for line in quote("One.\n\nTwo.").split("\n"))


def test_a_list_without_points_has_no_title_either() -> None:
    assert titled_list("Remember", ()) == []


def test_code_is_folded_behind_its_first_line_and_words_are_not() -> None:
    code = code_cell("a", "Show it", "show()")
    assert code.source == "# Show it\nshow()"
    assert code.tags == ("hide-input",)
    assert markdown_cell("b", "one", "two").source == "one\n\ntwo"
