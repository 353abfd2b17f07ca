"""The model can say what five real platforms are made of."""

from pathlib import Path

from kit.load import load_book
from kit.model import Platform, Rhythm

HERE = Path(__file__).parent


def platform(name: str) -> Platform:
    book = load_book(HERE / name)
    assert book.platform is not None, [str(problem) for problem in book.problems]
    return book.platform.value


def test_sarpsborg_has_a_vision_with_areas_and_a_point_that_was_added() -> None:
    vision = platform("sarpsborg").vision
    assert vision is not None
    assert [area.name for area in vision.areas] == [
        "Det gode hjemstedet",
        "Jobbene for fremtiden",
        "Opplevelser for livet",
    ]
    assert [addition.id for addition in vision.additions] == ["diversity"]


def test_sarpsborg_has_five_focus_areas_with_a_pair_of_aims_each() -> None:
    areas = platform("sarpsborg").focus_areas
    assert [area.name for area in areas] == [
        "Å våge",
        "Å lære",
        "Å lede",
        "Å mobilisere",
        "Å samarbeide",
    ]
    assert {len(area.aims) for area in areas} == {2}


def test_sarpsborg_has_values_roles_credits_and_eight_processes() -> None:
    said = platform("sarpsborg")
    assert said.values is not None
    assert len(said.values.entries) == 4
    assert len(said.roles) == 5
    assert [credit.id for credit in said.credits_] == ["ks"]
    assert len(said.processes) == 8


def test_lorenskog_has_values_with_behaviours_and_what_they_mean_for_leaders() -> None:
    values = platform("lorenskog").values
    assert values is not None
    assert [value.name for value in values.entries] == ["Åpen", "Troverdig", "Engasjert"]
    assert all(value.behaviours for value in values.entries)
    assert [(meaning.role, len(meaning.statements)) for meaning in values.meanings] == [
        ("leader", 6)
    ]


def test_lorenskog_has_three_responsibilities_with_tasks_and_three_groups_of_leaders() -> None:
    leader = platform("lorenskog").role("leader")
    assert [part.name for part in leader.responsibilities] == [
        "Fagansvar",
        "Personalansvar",
        "Økonomiansvar",
    ]
    assert [len(part.tasks) for part in leader.responsibilities] == [3, 5, 4]
    assert [level.name for level in leader.levels] == ["Gruppe 1", "Gruppe 2", "Gruppe 3"]
    assert all(level.members for level in leader.levels)
    assert len(leader.may_expect) == 2


def test_lorenskog_has_a_scorecard_of_four_perspectives_with_rhythms() -> None:
    scorecard = platform("lorenskog").scorecard
    assert scorecard is not None
    assert len(scorecard.perspectives) == 4
    rhythms = {
        indicator.id: indicator.rhythm
        for perspective in scorecard.perspectives
        for indicator in perspective.indicators
    }
    assert rhythms["sick-leave"] is Rhythm.QUARTERLY
    assert rhythms["economy"] is Rhythm.MONTHLY


def test_lorenskog_has_the_right_and_the_duty_to_steer_and_what_sets_the_frame() -> None:
    said = platform("lorenskog")
    assert [part.id for part in said.employer_role] == ["right", "duty"]
    assert len(said.steering_documents) == 10
    assert [(part.id, part.rhythm) for part in said.follow_up] == [
        ("leader-conversation", Rhythm.YEARLY)
    ]


def test_norrkoping_has_assignments_that_build_on_each_other_and_stay_in_force() -> None:
    assignments = platform("norrkoping").assignments
    assert [(part.year, part.until, part.builds_on) for part in assignments] == [
        (2012, None, ()),
        (2013, None, ("understand",)),
        (2014, None, ("understand", "act")),
    ]


def test_norrkoping_has_five_policy_areas_and_one_of_them_in_focus() -> None:
    said = platform("norrkoping")
    assert len(said.policy_areas) == 5
    assert [area.policy_area for area in said.focus_areas] == ["employeeship"]
    assert [goal.focus_area for goal in said.goals] == ["employeeship"]


def test_norrkoping_follows_up_before_the_committee_without_a_stated_rhythm() -> None:
    follow_up = {part.id: part for part in platform("norrkoping").follow_up}
    assert (follow_up["dialogue"].by, follow_up["dialogue"].to) == (
        "Förvaltningschef",
        "Personalutskottet",
    )
    assert follow_up["dialogue"].rhythm is None
    assert follow_up["annual-report"].rhythm is Rhythm.YEARLY


def test_lulea_has_eighteen_numbered_activities_in_four_action_areas() -> None:
    areas = platform("lulea").action_areas
    assert [len(area.activities) for area in areas] == [5, 7, 3, 3]
    numbers = [activity.number for area in areas for activity in area.activities]
    assert numbers == list(range(1, 19))


def test_lulea_has_six_development_areas_beside_them_and_one_goal_in_a_perspective() -> None:
    said = platform("lulea")
    assert len(said.development_areas) == 6
    assert said.scorecard is not None
    assert [part.name for part in said.scorecard.perspectives] == [
        "Kund",
        "Utveckling",
        "Medarbetare",
        "Ekonomi",
    ]
    assert [goal.perspective for goal in said.goals] == ["employee"]
    assert [part.rhythm for part in said.follow_up] == [Rhythm.TWICE_A_YEAR]
    assert said.period is not None
    assert (said.period.first, said.period.last) == (2008, 2010)


def test_ostersund_has_four_marks_three_qualities_and_a_policy_with_four_dimensions() -> None:
    said = platform("ostersund")
    assert [mark.name for mark in said.role("employee").qualities] == [
        "Helhetssyn",
        "Ansvar och engagemang",
        "Kompetens",
        "Öppet klimat och delaktighet",
    ]
    assert len(said.role("manager").qualities) == 3
    assert [dimension.name for dimension in said.policies[0].dimensions] == [
        "Bemötande",
        "Tillgänglighet",
        "Inflytande",
        "Kompetens",
    ]
    assert said.vision is not None
    assert [area.id for area in said.vision.areas] == ["ecological", "social", "economic"]
