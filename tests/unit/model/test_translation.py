"""A translation changes texts and nothing else, and finds them by ids."""

from kit.model import Workshop, texts, translated

WORKSHOP = Workshop.model_validate(
    {
        "schema": 1,
        "owner": "HR",
        "review_by": "2027-06-01",
        "title": "Thursday",
        "summary": "Half an hour.",
        "minutes": 30,
        "activities": [
            {"id": "welcome", "title": "Welcome", "minutes": 5},
            {"id": "event", "exercise": "learn/event", "minutes": 25},
        ],
    }
)


def test_the_key_of_a_text_is_made_of_ids_and_not_of_positions() -> None:
    assert dict(texts(WORKSHOP)) == {
        "title": "Thursday",
        "summary": "Half an hour.",
        "activities.welcome.title": "Welcome",
    }


def test_a_translation_changes_the_texts_and_nothing_else() -> None:
    shouted = translated(WORKSHOP, lambda _key, text: text.upper())
    assert dict(texts(shouted)) == {key: text.upper() for key, text in texts(WORKSHOP)}
    assert shouted.activities[1] == WORKSHOP.activities[1]
    assert WORKSHOP.title == "Thursday"
