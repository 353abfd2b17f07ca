"""A statement that points at one person, or tells who answers, is found in every language."""

import pytest

from kit.model.persons import identifiable_person, personal_detail


@pytest.mark.parametrize(
    "text",
    [
        "Min nærmeste leder lytter.",
        "Lederen vår spør oss.",
        "Rektoren sier ifra.",
        "Verneombudet blir hørt.",
        "Leiaren min lyttar.",
        "Min närmaste chef lyssnar.",
        "Föreståndaren svarar.",
        "My line manager listens.",
        "The new boss asks us.",
    ],
)
def test_words_for_the_one_person_of_a_unit_are_found(text: str) -> None:
    assert identifiable_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lederne våre spør oss om råd.",
        "Vi leder møtene etter tur.",
        "Managers here listen.",
        "Our leaders ask us.",
        "Hos oss er ledelse noe alle gjør.",
    ],
)
def test_words_for_several_people_are_none(text: str) -> None:
    assert identifiable_person(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Vi som er over 60 år, blir hørt.",
        "Som kvinne blir jeg hørt.",
        "Jag är en man.",
        "I am a woman who is heard.",
        "Min stilling er trygg.",
        "As a newcomer I dare to ask.",
        "En 50-åring får nye oppgaver.",
    ],
)
def test_age_sex_and_position_are_found(text: str) -> None:
    assert personal_detail(text)


@pytest.mark.parametrize("text", ["Vi er 12 på laget.", "Vi spør hverandre.", "We ask in time."])
def test_what_tells_nobody_apart_is_no_detail(text: str) -> None:
    assert personal_detail(text) is None
