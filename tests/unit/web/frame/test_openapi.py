"""The description of the collector names every refusal that a route may answer with."""

from kit.web.frame.openapi import page_refusals, pages_of_leaders, refusals
from kit.web.frame.problems import KINDS, Problem


def test_a_route_lists_its_own_refusals_and_those_that_every_route_has() -> None:
    told = refusals("unknown-code", "closed")
    assert {404, 410, 422, 415, 500} <= set(told)
    assert all(each["model"] is Problem for each in told.values())
    assert "`closed`" in told[410]["description"]
    assert KINDS["closed"].message in told[410]["description"]


def test_two_refusals_of_one_status_are_both_told() -> None:
    told = refusals("unknown-code", "unknown-link")[404]["description"]
    assert "`unknown-code`" in told
    assert "`unknown-link`" in told


def test_a_page_may_lead_to_another_and_is_refused_as_a_page() -> None:
    told = page_refusals("not-found")
    assert "content" not in told.pop(303)
    assert all("text/html" in each["content"] for each in told.values())


def test_every_page_of_leaders_may_refuse_who_is_not_signed_in() -> None:
    assert {401, 404} <= set(pages_of_leaders().responses)
