"""What was agreed on as a document: a word processor opens it, and finds its structure."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn

from kit.measures import Agreement, Helped, Measure, Origin, SentUp, Status
from tests.e2e.building import REPOSITORY

MODULES = REPOSITORY / "kit" / "frontend" / "modules"
ASK = """
import { readFileSync } from "node:fs";
import { agreementDocument } from "./agreement-document.js";
const { agreement, initials } = JSON.parse(readFileSync(0, "utf-8"));
globalThis.document = { documentElement: { lang: "en" } };
const say = (key, values = {}) => [key, ...Object.values(values)].join(" ");
process.stdout.write(agreementDocument(agreement, say, initials));
"""
AGREED = Agreement(
    agreed="2026-08-31",  # type: ignore[arg-type]
    language="nb",
    origin=Origin(workshop="Et møte om å lære", area="Lære"),
    keep="Fredagskaffe ☕",
    improve='<w:p>&amp; "møter"\n\x00=1+1',
    word="ro",
    measures=(
        Measure(
            text="Øve på ny pumpe",
            responsible="fagleder, KN",
            due="2026-10-01",  # type: ignore[arg-type]
            working_environment=True,
            risk="Støy",
            took_part="verneombud",
        ),
        Measure(text="Slutte", status=Status.DROPPED, reason="Ikke tid"),
        Measure(text="Ringe først", status=Status.DONE, helped=Helped.PARTLY),
        Measure(
            text="Flere folk",
            status=Status.SENT_UP,
            sent_up=SentUp(name="kommunalsjef", due="2026-11-01"),  # type: ignore[arg-type]
        ),
    ),
    next="2026-11-30",  # type: ignore[arg-type]
    held=("2026-10-15",),  # type: ignore[arg-type]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("document")
    (made / "package.json").write_text('{"type": "module"}')
    for module in MODULES.glob("*.js"):
        shutil.copy(module, made)
    (made / "ask.js").write_text(ASK, encoding="utf-8")
    return made


def written(folder: Path, agreement: Agreement = AGREED, *, initials: bool = False) -> bytes:
    told: dict[str, Any] = {"agreement": agreement.model_dump(mode="json"), "initials": initials}
    asked = json.dumps(told).encode()
    command = ["node", "ask.js"]
    return subprocess.run(command, cwd=folder, input=asked, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def data(folder: Path) -> bytes:
    return written(folder)


@pytest.fixture(scope="module")
def opened(data: bytes) -> Opened:
    return Document(BytesIO(data))


def test_the_file_is_whole_and_the_same_agreement_gives_the_same_bytes(
    folder: Path, data: bytes
) -> None:
    with ZipFile(BytesIO(data)) as found:
        assert found.testzip() is None
        assert found.namelist()[0] == "[Content_Types].xml"
    assert written(folder) == data


def test_it_has_headings_a_title_and_its_language(opened: Opened) -> None:
    headings = [
        (each.style.name, each.text)
        for each in opened.paragraphs
        if each.style is not None and each.style.name != "Normal"
    ]
    assert headings == [
        ("Title", "poster-title"),
        ("Heading 1", "poster-keep"),
        ("Heading 1", "poster-improve"),
        ("Heading 1", "document-measures"),
        ("Heading 1", "column-environment"),
        ("Heading 2", "Øve på ny pumpe"),
        ("Heading 1", "poster-word"),
        ("Heading 1", "document-again"),
    ]
    (language,) = opened.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "nb"
    about = opened.core_properties
    assert (about.title, about.author, about.language) == ("poster-title", "", "nb")
    assert about.created == datetime(2026, 8, 31, tzinfo=UTC)


def test_what_somebody_wrote_stays_text(opened: Opened) -> None:
    texts = [each.text for each in opened.paragraphs]
    assert "Fredagskaffe ☕" in texts
    assert '<w:p>&amp; "møter"\n =1+1' in texts


def test_the_measures_are_a_table_whose_head_comes_again(opened: Opened) -> None:
    (table,) = opened.tables
    head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert head == ["column-text", "column-responsible", "column-date", "column-status"]
    first, *others = table.rows
    assert [*first._tr.iter(qn("w:tblHeader"))]
    assert not any([*row._tr.iter(qn("w:tblHeader"))] for row in others)
    assert rows == [
        ["Øve på ny pumpe", "fagleder", "October 1, 2026", "status-agreed"],
        ["Slutte", "", "", "status-dropped\nIkke tid"],
        ["Ringe først", "", "", "status-done\ncolumn-helped helped-partly"],
        ["Flere folk", "", "", "status-sent-up\nto kommunalsjef\nanswer-by November 1, 2026"],
    ]


def test_initials_stand_in_it_only_if_somebody_asks(folder: Path, data: bytes) -> None:
    def responsible(found: bytes) -> str:
        return Document(BytesIO(found)).tables[0].rows[1].cells[1].text

    assert responsible(data) == "fagleder"
    assert responsible(written(folder, initials=True)) == "fagleder, KN"


def test_an_agreement_with_one_line_has_no_empty_parts(folder: Path) -> None:
    little = Agreement(agreed="2026-08-31", language="nb", word="ro")  # type: ignore[arg-type]
    opened = Document(BytesIO(written(folder, little)))
    assert [each.text for each in opened.paragraphs] == [
        "poster-title",
        "August 31, 2026",
        "poster-word",
        "ro",
    ]
    assert opened.tables == []
