"""A catalogue with a text twice: nothing that somebody translated is dropped without a word."""

import pytest
from babel.messages.pofile import PoFileError

from kit.catalogues.files import broken_catalogue, parse_catalogue

ENTRY = 'msgid "Spør først"\nmsgstr "{}"\n\n'


def test_two_translations_of_one_text_are_refused_with_both_lines() -> None:
    text = ENTRY.format("Ask first") + ENTRY.format("Ask before")
    with pytest.raises(PoFileError) as caught:
        parse_catalogue(text.encode(), "en")
    (problem,) = broken_catalogue("locale/en/LC_MESSAGES/exercises.po", caught.value)
    assert problem.place.line == 4
    assert "the other one in line 1" in problem.message


@pytest.mark.parametrize("strings", [("", "Ask first"), ("Ask first", ""), ("Ask first",) * 2])
def test_of_two_entries_the_translated_one_counts(strings: tuple[str, str]) -> None:
    catalogue = parse_catalogue("".join(map(ENTRY.format, strings)).encode(), "en")
    assert catalogue["Spør først"].string == "Ask first"


@pytest.mark.parametrize("drafts", [(True, False), (False, True)])
def test_a_draft_does_not_make_the_translation_of_another_entry_a_draft(
    drafts: tuple[bool, bool],
) -> None:
    strings = ("" if drafts[0] else "Ask first", "" if drafts[1] else "Ask first")
    text = "".join(
        ("#, fuzzy\n" if draft else "") + ENTRY.format(string)
        for draft, string in zip(drafts, strings, strict=True)
    )
    message = parse_catalogue(text.encode(), "en")["Spør først"]
    assert (message.string, message.fuzzy) == ("Ask first", False)


@pytest.mark.parametrize("text", ['"Ask \\\\"', '"Ask \\"first\\""', '""'])
def test_signs_of_a_text_itself_are_no_slips(text: str) -> None:
    assert parse_catalogue(f'msgid "Spør"\nmsgstr\t{text}\n'.encode(), "en")["Spør"] is not None


def test_a_header_that_somebody_else_wrote_spoils_no_text() -> None:
    header = (
        'msgid ""\nmsgstr ""\n"Language: Norsk bokmål\\n"\n"PO-Revision-Date: i går\\n"\n'
        '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n'
        '"Content-Type: text/plain; charset=ISO-8859-1\\n"\n\n'
    )
    catalogue = parse_catalogue((header + ENTRY.format("Spør – først")).encode(), "nb")
    assert catalogue["Spør først"].string == "Spør – først"
    assert (str(catalogue.locale), catalogue.charset, catalogue.num_plurals) == ("nb", "utf-8", 2)
