"""Counting dots: the table, the figure and its words."""

import re
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest

from kit.figures import as_png
from kit.widgets import Votes
from kit.widgets.figure import MOST_DOTS
from kit.widgets.run_sheet import Option, Vote

OPTIONS = (
    Option(id="early", text="Saying so earlier"),
    Option(id="help", text="Asking for help"),
    Option(id="practice", text="Practising"),
)


def make(language: str = "en", **changes: Any) -> Votes:
    vote = Vote(**{"question": "What helps most?", "options": OPTIONS, "dots": 2, **changes})
    return Votes(language, vote)


def figure_texts(votes: Votes) -> list[str]:
    figure = votes.figure
    return [text.get_text() for text in (*figure.texts, *figure.axes[0].texts)]


def test_the_table_has_n_and_share() -> None:
    votes = make()
    votes.counts = {"early": 6, "help": 2}
    expected = pd.DataFrame(
        {
            "option": [option.text for option in OPTIONS],
            "n": [6, 2, 0],
            "share": pd.array([0.75, 0.25, 0.0], dtype="Float64"),
        },
        index=pd.Index(["early", "help", "practice"], name="id"),
    )
    pd.testing.assert_frame_equal(votes.table, expected)


def test_without_dots_there_is_no_share() -> None:
    assert make().table["share"].isna().all()


def test_the_figure_always_shows_n() -> None:
    votes = make()
    votes.counts = {"early": 6, "help": 2}
    assert "8 votes" in figure_texts(votes)
    votes.people = 4
    assert "8 votes from 4 people" in figure_texts(votes)


def test_the_figure_shows_every_answer_with_its_number() -> None:
    votes = make()
    votes.counts = {"early": 6, "help": 2}
    texts = figure_texts(votes)
    assert {"Saying so earlier", "Asking for help", "Practising", "6", "2", "0"} <= set(texts)


def test_there_is_one_dot_for_each_vote() -> None:
    votes = make()
    votes.counts = {"early": 6, "help": 2}
    dots = [len(collection.get_offsets()) for collection in votes.figure.axes[0].collections]
    assert dots == [6, 2, 0]


def test_many_votes_become_bars() -> None:
    votes = make()
    votes.counts = {"early": MOST_DOTS + 1, "help": 2}
    axes = votes.figure.axes[0]
    assert [bar.get_width() for bar in axes.patches] == [MOST_DOTS + 1, 2, 0]
    assert len(axes.collections) == 0


def test_the_words_say_what_the_figure_shows() -> None:
    votes = make()
    votes.counts = {"early": 6, "help": 2}
    assert votes.alt == (
        "What helps most? 8 votes. Saying so earlier: 6; Asking for help: 2; Practising: 0."
    )


def test_the_figure_is_the_same_bytes_every_time() -> None:
    votes = make()
    votes.counts = {"early": 6, "help": 2}
    assert as_png(votes.figure) == as_png(votes.figure)


def test_the_figure_changes_no_setting_of_matplotlib() -> None:
    before = dict(mpl.rcParams)
    votes = make()
    votes.counts = {"early": 1}
    as_png(votes.figure)
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("text", ["costs $\\undefined{5$", "👩🏽‍🚒 日本語", "a\\b {c}", "x" * 240])
def test_no_text_of_an_option_breaks_the_figure(text: str) -> None:
    votes = make(question=text, options=(Option(id="a", text=text), OPTIONS[0]))
    votes.counts = {"a": 1}
    assert as_png(votes.figure).startswith(b"\x89PNG")


def test_the_result_follows_the_counts() -> None:
    votes = make()
    assert votes.result.value == "Nothing is counted yet."
    votes.counts = {"early": 3, "help": 1}
    html = votes.result.value
    assert 'alt="What helps most? 4 votes.' in html
    assert re.search(r"Saying so earlier</th><td>3</td><td>75 %", html)


def test_html_in_an_answer_stays_text() -> None:
    votes = make(options=(Option(id="a", text='<b> "x"'), OPTIONS[0]))
    votes.counts = {"a": 1}
    assert votes.result.value == votes.result.value
    assert "<b>" not in votes.result.value


def test_more_dots_than_people_have_is_said() -> None:
    votes = make()
    votes.people = 2
    votes.counts = {"early": 4}
    assert votes.said.value == ""
    votes.counts = {"help": 1}
    assert votes.said.value == "You have counted 5, but 2 people have 4 together."


def test_every_field_has_a_label() -> None:
    labels = [field.description for field in (make()._people, *make()._fields.values())]
    assert labels == ["How many of you take part", *(option.text for option in OPTIONS)]


def test_counts_of_an_answer_that_is_not_there_are_refused() -> None:
    with pytest.raises(KeyError):
        make().counts = {"gone": 1}
