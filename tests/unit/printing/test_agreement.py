"""What a team has agreed on, as one page to hang up."""

from datetime import date

from kit.printing.agreement import Agreed, AgreedMeasure, agreement_sheet
from kit.printing.pdf import printed
from tests.paper import bookmarks, reader, tags, words

DAY = date(2026, 3, 4)
MEASURE = AgreedMeasure("Rullatorer ved døra", "vaktmester", DAY, "I gang", "virksomheten")


def _agreed(**more: object) -> Agreed:
    given = {"keep": "Vi sier fra", "measures": (MEASURE,), "next": DAY, "origin": "Å våge"}
    return Agreed("Avdeling 2", DAY, **(given | more))  # type: ignore[arg-type]


def test_it_is_one_page_with_headings_and_a_list() -> None:
    pdf = reader(printed(agreement_sheet(_agreed(), "nb")))
    assert len(pdf.pages) == 1
    assert bookmarks(pdf) == ["Dette er vi blitt enige om", "Vi tar vare på", "Tiltak"]
    assert tags(pdf)["LI"] == 1
    assert "vaktmester · innen 4. mars 2026 · I gang · til virksomheten" in words(pdf)


def test_as_much_as_can_be_written_still_is_one_page() -> None:
    long = ("Dette er så langt som det kan bli når noen vil ha med alt. " * 9)[:500]
    much = tuple(AgreedMeasure(long, "teamleder og en til", DAY) for _ in range(7))
    agreed = _agreed(keep=long[:300], improve=long[:300], word="Tryggere", measures=much)
    assert len(reader(printed(agreement_sheet(agreed, "nb"))).pages) == 1


def test_markup_that_somebody_writes_is_text() -> None:
    pdf = reader(printed(agreement_sheet(_agreed(keep="<h1>x</h1></style>"), "nb")))
    assert "<h1>x</h1></style>" in words(pdf)
    assert tags(pdf)["H1"] == 1


def test_blank_lines_take_no_pages() -> None:
    much = tuple(AgreedMeasure(("a\n\n" * 167)[:500], "teamleder", DAY) for _ in range(7))
    blank = ("b\n \n" * 75)[:300]
    pdf = reader(printed(agreement_sheet(_agreed(keep=blank, improve=blank, measures=much), "nb")))
    assert len(pdf.pages) == 1
    assert tags(pdf)["P"] < 60
    assert words(pdf).split().count("a") == 7 * 167


def test_what_no_setting_brings_onto_two_pages_is_cut_and_says_so() -> None:
    wide = tuple(AgreedMeasure("WWWWWWWWWWWWWWWWWWWW " * 200, "W" * 60, DAY) for _ in range(7))
    sheet = agreement_sheet(_agreed(measures=wide), "nb")
    pdf = reader(printed(sheet))
    assert len(pdf.pages) <= 2
    assert "Her er det ikke plass til alt" in words(pdf)
    assert "Her er det ikke plass til alt" not in words(
        reader(printed(agreement_sheet(_agreed(), "nb")))
    )
    assert "Alt står i dokumentet" in words(pdf)


def test_even_what_is_cut_is_never_more_than_two_pages() -> None:
    many = tuple(AgreedMeasure("x " * 300, "teamleder", DAY) for _ in range(200))
    assert len(reader(printed(agreement_sheet(_agreed(measures=many), "nb"))).pages) == 2
