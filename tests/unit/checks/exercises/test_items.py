"""What the words of a statement show: the wrong ones are found, and good ones left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.checks import check_book
from kit.checks.exercises.item_words import LANGUAGES, words_of
from kit.errors import Severity
from kit.load import load_book

ROOT = Path(__file__).parents[4]
ASSESSMENT = "exercises/learn/where-we-stand.yml"
OURS = ("item-wording", "item-period")

Edit = Callable[[str, str, str], None]

WRONG = {
    "nb": {
        "Hos oss undersøker vi om en regel finnes, før vi sier at noe er umulig.": {"condition"},
        "Hos oss får vi raskt svar når vi foreslår å prøve noe.": {"condition"},
        "Hos oss gjør vi mye bare fordi vi alltid har gjort det.": {"absolute"},
        "Hos oss blir gode ideer ofte liggende.": {"frequency"},
        "Hos oss tar alle ansvar for at arbeidsdagen går bra.": {"absolute"},
        "Hos oss blir vi ofte gående og vente på svar.": {"frequency", "joining"},
        "Hos oss møter vi jevnlig dem vi deler innbyggere med.": {"frequency"},
        "Hos oss bestemmer vi oss som regel før vi spør andre.": {"frequency", "condition"},
        "Hos oss slipper alle til når vi snakker sammen.": {"absolute", "condition"},
        "Hos oss er det de samme få som blir spurt hver gang.": {"absolute"},
        "Jeg har prøvd noe nytt de siste tre månedene.": {"period"},
        "Jeg vet hva som er viktigst i jobben min denne uka.": {"period"},
        "Når vi har endret noe hos oss, ser vi etter om det virket.": {"condition"},
        "Hos oss sier vi ikke fra.": {"negation"},
        "Hos oss er vi trygge, men sier lite.": {"joining"},
        "Jeg pleier å si fra.": {"frequency"},
        "Hos oss hender det at feil blir skjult.": {"frequency"},
        "Hos oss møtes vi hver uke.": {"frequency"},
        "Hos oss kan hvem som helst si fra.": {"absolute"},
        "Hos oss får hver og en ordet.": {"absolute"},
        "Hos oss sier vi fra, selv om det er ubehagelig.": {"condition"},
        "Hos oss snakker vi sammen etter at noe har gått galt.": {"condition"},
        "Hos oss har vi i det siste prøvd mye.": {"period"},
        "Hos oss har vi siden sommeren prøvd mye.": {"period"},
        "Hos oss har vi i år prøvd mye.": {"period"},
    },
    "nn": {
        "Hos oss blir gode idear ofte liggjande.": {"frequency"},
        "Hos oss slepp alle til når vi snakkar saman.": {"absolute", "condition"},
        "Hos oss seier vi ikkje frå.": {"negation"},
        "Hos oss er vi trygge, men seier lite.": {"joining"},
        "Hos oss pleier vi å seie frå.": {"frequency"},
        "Hos oss møtest vi kvar veke.": {"frequency"},
        "Hos oss snakkar vi saman etter at noko har skjedd.": {"condition"},
        "Hos oss har vi den siste tida prøvd mykje.": {"period"},
        "Hos oss prøver vi nye måtar og fortel om dei.": {"joining"},
        "Eg veit kva som er viktigast denne veka.": {"period"},
    },
    "sv": {
        "Hos oss blir goda idéer ofta liggande.": {"frequency"},
        "Hos oss kommer alla till tals när vi pratar.": {"absolute", "condition"},
        "Hos oss säger vi inte ifrån.": {"negation"},
        "Hos oss är vi trygga men säger lite.": {"joining"},
        "Hos oss brukar vi säga ifrån.": {"frequency"},
        "Hos oss händer det att fel döljs.": {"frequency"},
        "Hos oss får vem som helst säga ifrån.": {"absolute"},
        "Hos oss får vi hjälp så fort vi ber om det.": {"condition"},
        "Hos oss har vi på sistone provat mycket.": {"period"},
        "Hos oss provar vi nya sätt och berättar om dem.": {"joining"},
        "Jag vet vad som är viktigast den här veckan.": {"period"},
    },
    "en": {
        "Here good ideas are often left lying around.": {"frequency"},
        "Here everyone gets a word in when we talk.": {"absolute", "condition"},
        "Here we don’t speak up.": {"negation"},
        "Here we mustn’t ask.": {"negation"},
        "Here we are safe but say little.": {"joining"},
        "Here we normally speak up.": {"frequency"},
        "Here we get help each time.": {"absolute"},
        "Here we speak up even though it is hard.": {"condition"},
        "Here we talk after something has gone wrong.": {"condition"},
        "Here we have lately tried much.": {"period"},
        "Here we try new ways and tell about them.": {"joining"},
        "I know what matters most this week.": {"period"},
        "Here we look into whether a rule exists before we say no.": {"condition"},
    },
}
FINE = {
    "nb": [
        "Hos oss får den som spør, et skikkelig svar.",
        "Beskjeden når fram til oss.",
        "Hos oss skiller vi mellom regler og vaner.",
        "Hos oss gjør vi de samme feilene om og om igjen.",
        "Hos oss er det andre ting som teller.",
        "Dem jeg jobber med til daglig, hjelper meg.",
        "Hos oss vet vi hva vi kan fra før.",
        "Hos oss er det lett å få tak i en pleier.",
        "Hos oss avgjør vi selv om vi vil være med.",
        "Hos oss blir vi flinkere for hver dag.",
        "Hos oss har vi kjent hverandre i årevis.",
    ],
    "nn": ["Meldinga når fram til oss.", "Hos oss skil vi mellom reglar og vanar."],
    "sv": [
        "Beskedet når fram till oss.",
        "Hos oss skiljer vi mellan regler och vanor.",
        "Hos oss är brukare med i mötena.",
        "Hos oss pratar vi även om fel.",
    ],
    "en": [
        "Here we tell rules from habits.",
        "Here we know the difference between a rule and a habit.",
        "Here it is easy to ask for advice.",
        "Here notes are easy to read.",
        "Here we take a while to answer.",
    ],
}
ALL = ("joining", "paired", "absolute", "frequency", "condition", "negation", "period")
SORTS = ("joining", "absolute", "frequency", "condition", "negation", "period")


def sorts_of(text: str, language: str) -> set[str]:
    words = words_of(language)
    assert words is not None
    return {
        sort
        for sort in SORTS
        if getattr(words, sort).search(words.paired.sub("", text) if sort == "joining" else text)
    }


@pytest.mark.parametrize(
    ("language", "text", "sorts"),
    [(language, text, sorts) for language, said in WRONG.items() for text, sorts in said.items()],
)
def test_what_makes_a_statement_hard_to_rate_is_found(
    language: str, text: str, sorts: set[str]
) -> None:
    assert sorts_of(text, language) == sorts


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, said in FINE.items() for text in said]
)
def test_a_good_statement_is_left_alone(language: str, text: str) -> None:
    assert sorts_of(text, language) == set()


def test_every_language_looks_for_every_sort() -> None:
    assert LANGUAGES.keys() >= {"nb", "nn", "sv", "en"}
    assert all(tuple(words) == ALL for words in LANGUAGES.values())
    assert words_of("en-GB") == words_of("en")
    assert words_of("se") is None


def test_the_reference_book_has_no_such_statement() -> None:
    found = [str(problem) for problem in check_book(load_book(ROOT)) if problem.code in OURS]
    assert found == []


def test_a_frequency_word_is_fine_in_a_scale_of_frequency(root: Path, edit: Edit) -> None:
    edit(ASSESSMENT, "We try new ways of working.", "We often try new ways of working.")
    assert [problem.code for problem in check_book(load_book(root))] == ["item-wording"]
    for label, often in {"Disagree": "Rarely", "Partly": "At times", "Agree": "Often"}.items():
        edit("book/platform.yml", f"label: {label}", f"label: {often}")
    assert check_book(load_book(root)) == ()


def test_it_is_advice_and_never_stops_a_strict_book(root: Path, edit: Edit) -> None:
    edit(ASSESSMENT, "introduction: Think of the past three months.", "introduction: Think.")
    edit(ASSESSMENT, "We hide our mistakes.", "We always hide our mistakes.")
    problems = check_book(load_book(root), strict=True)
    assert [problem.code for problem in problems] == ["item-wording", "item-period"]
    assert {problem.severity for problem in problems} == {Severity.WARNING}


def test_a_translated_statement_is_looked_at_where_it_stands(root: Path, edit: Edit) -> None:
    edit("_config.yml", "kit_languages: [en]", "kit_languages: [en, sv]")
    catalogue = root / "locale" / "sv" / "LC_MESSAGES" / "exercises.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "exercises/learn/where-we-stand:items.we-try.text"\n'
        'msgid "We try new ways of working."\n'
        'msgstr "Vi provar alltid nya sätt att arbeta."\n',
        encoding="utf-8",
    )
    found = [problem for problem in check_book(load_book(root)) if problem.code in OURS]
    assert [(problem.place.path, problem.place.line) for problem in found] == [
        ("locale/sv/LC_MESSAGES/exercises.po", 6)
    ]
    assert "'alltid'" in found[0].message
