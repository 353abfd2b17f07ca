"""What was agreed on is saved, never over another file, and comes back as it was."""

import csv
import io
from datetime import date
from pathlib import Path

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model import Status
from kit.widgets import Agreement, Measure, Note, VoteCount, load, save
from kit.widgets.files import as_csv, as_markdown, free_path, latest

DAY = date(2026, 3, 12)
TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
MEASURES = st.builds(
    Measure,
    text=TEXT,
    responsible=TEXT,
    due=st.none() | st.dates(),
    status=st.sampled_from(Status),
)
AGREEMENTS = st.builds(
    Agreement,
    exercise=st.just("learn/what-we-learned"),
    title=TEXT,
    language=st.sampled_from(["nb", "nn", "sv", "en"]),
    saved=st.dates(),
    variant=st.none() | st.just("short"),
    keep=TEXT,
    improve=TEXT,
    measures=st.lists(MEASURES, max_size=3).map(tuple),
    notes=st.lists(st.builds(Note, step=TEXT, title=TEXT, text=TEXT), max_size=2).map(tuple),
    people=st.none() | st.integers(1, 99),
    votes=st.lists(
        st.builds(VoteCount, option=TEXT, text=TEXT, count=st.integers(0, 99)), max_size=2
    ).map(tuple),
)


def agreement(*measures: Measure, language: str = "en") -> Agreement:
    return Agreement(
        exercise="learn/what-we-learned",
        title="What we learned",
        language=language,
        saved=DAY,
        measures=measures,
    )


@given(AGREEMENTS)
def test_what_is_saved_comes_back(
    tmp_path_factory: pytest.TempPathFactory, saved: Agreement
) -> None:
    path = tmp_path_factory.mktemp("saved") / "measures"
    save(saved, path)
    assert load(path.with_suffix(".json")) == saved


def test_three_files_are_written_beside_each_other(tmp_path: Path) -> None:
    files = save(agreement(), tmp_path / "here" / "march.json")
    assert [file.name for file in files] == ["march.json", "march.md", "march.csv"]
    assert all(file.parent == tmp_path / "here" for file in files)


def test_a_name_with_a_full_stop_keeps_it(tmp_path: Path) -> None:
    assert save(agreement(), tmp_path / "v1.2")[0].name == "v1.2.json"


@pytest.mark.parametrize("ending", [".json", ".md", ".csv"])
def test_no_file_is_ever_overwritten(tmp_path: Path, ending: str) -> None:
    there = tmp_path / f"march{ending}"
    there.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match=f"march{ending} exists"):
        save(agreement(), tmp_path / "march")
    assert [path.name for path in tmp_path.iterdir()] == [there.name]
    assert there.read_text(encoding="utf-8") == "mine"


def test_a_second_file_of_one_day_gets_a_number(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_path(tmp_path, "learn/what-we-learned", DAY)
        names.append(path.name)
        save(agreement(), path)
    assert names == [f"what-we-learned-2026-03-12{end}" for end in ("", "-2", "-3")]


def test_the_newest_file_is_found_by_day_and_number(tmp_path: Path) -> None:
    for name in (
        "x-2026-03-12",
        "x-2026-03-12-2",
        "x-2026-03-12-10",
        "x-2025-12-31",
        "y-2027-01-01",
    ):
        (tmp_path / f"{name}.json").touch()
    found = latest(tmp_path, "learn/x")
    assert found is not None
    assert found.name == "x-2026-03-12-10.json"
    assert latest(tmp_path, "learn/z") is None


FORMULAS = ["=1+1", "+47 12", "-x", "@cmd", "\t=1", " =1", "\n=1", "\uff1d1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_spreadsheet_sees_no_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(agreement(Measure(text=text)))), delimiter=";"))
    assert rows[1][0] == f"'{text}"


def test_a_table_of_measures_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    measure = Measure(text="Spør; «alltid»", responsible="AL", due=DAY, status=Status.STARTED)
    data = save(agreement(measure, language="nb"), tmp_path / "x")[2].read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Tiltak", "Ansvarlig", "Dato", "Status"]
    assert rows[1][:3] == ["Spør; «alltid»", "AL", "2026-03-12"]


def test_the_readable_file_has_everything() -> None:
    full = agreement(Measure(text="Ask | first", responsible="AL", due=DAY)).model_copy(
        update={
            "keep": "The round",
            "improve": "Messages",
            "notes": (Note(step="a", title="Remember", text="Two keys\n# missing"),),
            "votes": (VoteCount(option="early", text="Earlier", count=6),),
        }
    )
    text = as_markdown(full)
    for part in (
        "# What we learned\n\n2026-03-12\n",
        "## One thing to keep\n\nThe round\n",
        "## One thing to improve\n\nMessages\n",
        r"| Ask \| first | AL | 2026-03-12 | Planned |",
        "| Earlier | 6 |",
        "### Remember\n\nTwo keys\n\\# missing\n",
    ):
        assert part in text


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"version": 2}', encoding="utf-8")
    with pytest.raises(pydantic.ValidationError):
        load(path)
