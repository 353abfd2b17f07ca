"""Units from a table and from YAML, and all that can be wrong with them."""

from pathlib import Path

import pytest

from kit.ballots import UnitSpec, load_units, read_units, read_units_table, save_units
from kit.catalogues import LANGUAGES
from tests.unit.ballots.conftest import Organisation

TABLE = """unit,name,parent,people
town,"The town, all of it",,
school,School,town,2
a,Team A,school,12
"""

YAML = """schema: 1
owner: HR
review_by: 2027-06-01
units:
  - {id: town, name: "The town, all of it"}
  - {id: school, name: School, parent: town, people: 2}
  - {id: a, name: Team A, parent: school, people: 12}
"""

TREE = UnitSpec(
    "town",
    "The town, all of it",
    None,
    (UnitSpec("school", "School", 2, (UnitSpec("a", "Team A", 12),)),),
)


def _read(tmp_path: Path, text: str | bytes, name: str = "units.csv") -> tuple[object, list[str]]:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    tree, problems = read_units(file)
    return tree.root if tree else None, [str(each).split("\n")[0] for each in problems]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TABLE, "units.csv"),
        (TABLE.replace("\n", "\r\n").encode("utf-8-sig"), "excel.csv"),
        (TABLE.replace(",", ";").replace("town; all", "town, all"), "units.csv"),
        (TABLE.replace(",", "\t").replace("town\t all", "town, all"), "units.txt"),
        (YAML, "units.yml"),
        (YAML, "units.yaml"),
    ],
)
def test_units_are_the_same_from_every_kind_of_file(
    tmp_path: Path, text: str | bytes, name: str
) -> None:
    assert _read(tmp_path, text, name) == (TREE, [])


HEADS = {
    "nb": "Enhet;Navn;Overordnet;Ansatte",
    "nn": "eining;namn;overordna;tilsette",
    "sv": "Enhet;Namn;Överordnad enhet;Antal anställda",
    "en": "UNIT;Name;Parent;People",
}
WITH_BREAKS = """"unit";"name";"parent";"people"
town;"The town,
 all of it";;
school;"School";town;2

a;"Team ""A""; night";school;12
"""


@pytest.mark.parametrize("heads", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_as_excel_saves_it_in_each_language(
    tmp_path: Path, heads: str, encoding: str
) -> None:
    text = f"{heads}\r\nby;Sørby kommune;;\r\nskole;Ås skole;by;31\r\n"
    tree = UnitSpec("by", "Sørby kommune", None, (UnitSpec("skole", "Ås skole", 31),))
    assert _read(tmp_path, text.encode(encoding)) == (tree, [])
    assert _read(tmp_path, f"sep=;\r\n{text}".encode(encoding)) == (tree, [])


@pytest.mark.parametrize("people", ["1250", "1 250", "1\u00a0250", " 1250 "])
def test_a_number_may_have_the_space_that_a_spreadsheet_shows(tmp_path: Path, people: str) -> None:
    root, said = _read(tmp_path, f"unit;name;parent;people\nt;T;;\na;A;t;{people}\n")
    assert said == []
    assert isinstance(root, UnitSpec)
    assert root.children[0].people == 1250


def test_empty_cells_beside_and_below_a_table_are_no_matter(tmp_path: Path) -> None:
    text = "unit;name;parent;people;;\nt;T;;;;\na;A;t;3;;\n;;;;;\n;;;;;\n"
    assert _read(tmp_path, text) == (UnitSpec("t", "T", None, (UnitSpec("a", "A", 3),)), [])


HAND = """Enhet;Navn;Overordnet;Ansatte;
by;Sørby;;;
Øst skole;Øst;by;31,5;
1201;Vest;by;1.250;
nord;Nord;Sørby;ca. 30;
;;by;12;
sor;Sør;by;4;husk denne
Sum;;;1297;
;Totalt:;;1297;
"""


def test_slips_of_who_keeps_a_table_by_hand_are_each_said_once(tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text(HAND, encoding="utf-8")
    _, problems = read_units(file)
    lines = [str(each).replace("\n  hint", "").removeprefix("units.csv:") for each in problems]
    many = "wrong-type: 'people' should be a whole number from 0 to 100000, not"
    quotes = "put a text that contains the separator in quotes"
    fill = "fill them in, or delete the line; of merged cells only the first has text"
    assert lines == [
        "3:1: invalid-id: 'Øst skole' cannot be an id: write 'ost-skole'",
        f"3:18: {many} '31,5': write how many people there are, not how many full-time positions",
        "4:1: invalid-id: '1201' cannot be an id: write 'u-1201'",
        f"4:14: {many} '1.250': write it without the sign between the digits",
        "5:11: unknown-unit: there is no unit 'Sørby': did you mean 'by'?",
        f"5:17: {many} 'ca. 30': write digits alone, or nothing if nobody knows",
        f"6:1: empty-text: the line has neither 'unit' nor 'name': {fill}",
        f"7:14: unknown-key: the line has more values than columns: {quotes}",
        "8:1: wrong-value: 'Sum' is a total and no unit: delete the line",
        "9:2: wrong-value: 'Totalt:' is a total and no unit: delete the line",
    ]


def test_two_units_in_one_place_have_two_names(tmp_path: Path) -> None:
    text = "unit;name;parent\nt;T;\na;Natt;t\nb;NATT;t\nc;C;t\nd;Natt;c\n"
    told = "units.csv:4:3: duplicate-id: two units in 't' are called 'NATT'"
    assert _read(tmp_path, text) == (None, [told])


def test_a_cell_may_have_line_breaks_quotation_marks_and_separators(tmp_path: Path) -> None:
    root, said = _read(tmp_path, WITH_BREAKS)
    assert said == []
    assert isinstance(root, UnitSpec)
    names = [each.name for each in root.walk()]
    assert names == ["The town, all of it", "School", 'Team "A"; night']


def test_places_are_told_behind_cells_with_line_breaks(tmp_path: Path) -> None:
    _, said = _read(tmp_path, WITH_BREAKS + "b;B;nowhere;x\n")
    assert said == [
        "units.csv:7:5: unknown-unit: there is no unit 'nowhere'",
        "units.csv:7:13: wrong-type: 'people' should be a whole number from 0 to 100000, not 'x'",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_told_in_the_language_of_who_reads_it(language: str) -> None:
    tree, faults = read_units_table(b"unit;name;parent\nt;T;\na;;x\n", "units.csv")
    assert tree is None
    told = [fault.in_words(language)[0] for fault in faults]
    assert len(told) == 2
    assert ("there is no unit 'x'" in told) == (language == "en")


def test_units_that_were_saved_come_back(town: Organisation, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(TABLE)
    tree, _ = read_units(tmp_path / "units.csv")
    assert tree is not None
    save_units(town.store, tree, "hr")
    found = load_units(town.store)
    assert found is not None
    assert found.root == TREE


def test_all_that_is_wrong_in_a_table_is_said_at_once(tmp_path: Path) -> None:
    rows = ("town;T;;", "school;S;town;x", "b;;scool;4", "B b;B;town;1;5", "town;A;town;1")
    text = "\n".join(("unit;name;parent;people", *rows))
    assert _read(tmp_path, text) == (
        None,
        [
            (
                "units.csv:3:15: wrong-type: 'people' should be a whole number from 0 to 100000,"
                " not 'x'"
            ),
            "units.csv:4:3: empty-text: 'name' is empty",
            "units.csv:4:4: unknown-unit: there is no unit 'scool'",
            "units.csv:5:1: invalid-id: 'B b' cannot be an id",
            "units.csv:5:14: unknown-key: the line has more values than columns",
            "units.csv:6:1: duplicate-id: two units have the id 'town'",
        ],
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "units.csv:1:1: missing-key: no columns"),
        ("unit,people\na,1\n", "units.csv:1:1: missing-key: the table has no column 'name'"),
        (
            "avdeling;leder;over;antall\na;A;;3\n",
            "units.csv:1:1: missing-key: the table has no column 'unit' and 'name'",
        ),
        ("unit,nmae,name\n", "units.csv:1:6: unknown-key: 'nmae' is not a column"),
        ("unit,name,unit\n", "units.csv:1:11: duplicate-key: the column 'unit' stands twice"),
        ("unit,name\n", "units.csv:1:1: not-one-tree: there is no unit"),
        (
            "unit,name\na,A\nb,B\n",
            "units.csv:3:1: not-one-tree: 'b' has no parent, and neither has 'a'",
        ),
        (
            "unit,name,parent\na,A,b\nb,B,a\n",
            "units.csv:1:1: not-one-tree: every unit has a parent, so there is no top",
        ),
        (
            "unit,name,parent\nt,T,\na,A,b\nb,B,a\n",
            "units.csv:3:5: not-one-tree: 'a' is above itself: a < b < a",
        ),
        (
            "unit,name\nt," + "n" * 241,
            "units.csv:2:3: text-too-long: 'name' has 241 characters, at most 240 fit",
        ),
        (
            'unit,name\na,"A\nb,B\n',
            "units.csv:2:3: unclosed-quote: a quotation mark is never closed",
        ),
        (
            "unit,name\nt,T\u202e\n",
            "units.csv:2:3: wrong-value: 'name' has a character that nobody can see",
        ),
        ("," * 200_000, "units.csv:1:51: unknown-key: the line has more values than columns"),
        (
            "unit,name\n" + "\n" * 200_000,
            "units.csv:20001:1: text-too-long: the table has more than 20000 lines",
        ),
        (b"PK\x03\x04\0\0", "units.csv:1:1: not-utf8: the file is no text; it may be a workbook"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert _read(tmp_path, text) == (None, [said])


def test_a_column_of_names_instead_of_ids_takes_no_look_at_each_pair_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []

    def near(word: str, _known: list[str]) -> tuple[None, dict[str, object]]:
        looked.append(word)
        return None, {}

    monkeypatch.setattr("kit.ballots.units.rows.near", near)
    rows = "".join(f"u{n};Unit {n};Team {n // 2}\n" for n in range(1, 3000))
    _, faults = read_units_table(f"unit;name;parent\nu0;Unit 0;\n{rows}".encode(), "units.csv")
    assert len(faults) == 2999
    assert len(looked) == 20


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema: 1", "schema: 9", "units.yml:1:9: schema-too-new:"),
        ("owner: HR\n", "", "units.yml:1:1: missing-key:"),
        ("name: School", "nmae: School", "units.yml:6:18: unknown-key:"),
        ("people: 12", "people: many", "units.yml:7:51: wrong-type:"),
        ("people: 12", "people: -1", "units.yml:7:51: wrong-value:"),
        ("parent: school", "parent: scool", "units.yml:7:35: unknown-unit:"),
    ],
)
def test_what_is_wrong_with_yaml_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    tree, problems = _read(tmp_path, YAML.replace(old, new, 1), "units.yml")
    assert tree is None
    assert [each[: len(said)] for each in problems] == [said]


def test_a_deep_organisation_is_refused_and_not_an_error(tmp_path: Path) -> None:
    rows = "".join(f"u{n},U,u{n - 1}\n" for n in range(1, 3000))
    tree, problems = _read(tmp_path, f"unit,name,parent\nu0,U,\n{rows}")
    assert tree is None
    assert problems == ["units.csv:42:1: not-one-tree: 'u40' is 40 levels or more below the top"]


@pytest.mark.parametrize("name", ["units.YML", "units.Yaml"])
def test_yaml_is_known_however_its_ending_is_written(tmp_path: Path, name: str) -> None:
    assert _read(tmp_path, YAML, name) == (TREE, [])


@pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x85"])
def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path, sign: str) -> None:
    text = TABLE.replace("School,", f'"Sch{sign}ool",') + "b,B,nowhere,1\n"
    _, said = _read(tmp_path, text)
    assert said == ["units.csv:5:5: unknown-unit: there is no unit 'nowhere'"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_habit_of_ending_a_line_is_read(tmp_path: Path, ending: str) -> None:
    assert _read(tmp_path, TABLE.replace("\n", ending)) == (TREE, [])
