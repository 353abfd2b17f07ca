"""Dates in the front matter of a page are texts to MyST-Parser, and nothing else is touched."""

import json

import pytest
import yaml

from kit.sphinxext.pages.front_matter import with_quoted_dates

WHOLE = """\
---
# 2027-01-01
kit:
  review_by: 2027-06-01   # a day
  read: [2027-06-02, '2027-06-03', "at: 2027-06-04"]
  when: &day 2027-06-05
  again: *day
  at: 2027-06-06 10:00:00
  days:
  - 2027-06-07
  {more}
  2027-06-10: a key
---
on: 2027-06-11
"""
QUOTED = """\
---
# 2027-01-01
kit:
  review_by: "2027-06-01"   # a day
  read: ["2027-06-02", '2027-06-03', "at: 2027-06-04"]
  when: &day "2027-06-05"
  again: *day
  at: "2027-06-06 10:00:00"
  days:
  - "2027-06-07"
  {more}
  "2027-06-10": a key
---
on: 2027-06-11
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "more",
    [
        "note: |\n    opens: 2027-06-08\n    closes: 2027-06-09",
        "note: 'it\n\n    opens: 2027-06-08'",
        "note: from\n    2027-06-08\n    to 2027-06-09",
        "owner: Ø 🎈",
    ],
    ids=["a block", "in quotes", "over lines", "letters of several bytes"],
)
def test_dates_get_quotes_and_no_other_byte_changes(more: str, end: str) -> None:
    page = WHOLE.replace("{more}", more).replace("\n", end)
    quoted = with_quoted_dates(page)
    assert quoted == QUOTED.replace("{more}", more).replace("\n", end)
    assert json.dumps(yaml.safe_load(quoted.split("---")[1]))


@pytest.mark.parametrize(
    "page",
    [
        *("", "on: 2027-06-01\n", "---\n---\n", "---\nkit: [2027-06-01\n---\n"),
        *("---\na: 2027-06-01\n", "\n---\na: 2027-06-01\n---\n"),
    ],
)
def test_without_front_matter_that_can_be_read_a_page_stays_as_it_is(page: str) -> None:
    assert with_quoted_dates(page) == page


@pytest.mark.parametrize("word", ['"2027-06-01"', "2027-06-01 is the day", "2027-6-1", "20270601"])
def test_what_only_looks_like_a_date_stays(word: str) -> None:
    page = f"---\na: {word}\n---\n"
    assert with_quoted_dates(page) == page
