"""The two threads: their days, doors and people exist, and one thing comes after the other."""

from itertools import pairwise

import pytest

from doorstep.cli.demo.content.categories import category
from doorstep.cli.demo.content.people import staff
from doorstep.cli.demo.content.places import street, unheated_estates
from doorstep.cli.demo.content.projects import project
from doorstep.cli.demo.content.rhythm import visit_days
from doorstep.cli.demo.content.thread import heating, renewal

THREADS = pytest.mark.parametrize("events", [heating(), renewal()], ids=["heating", "renewal"])


@THREADS
def test_thread_happens_in_order_at_known_places_by_known_people(events):
    days = set(visit_days(2019))
    usernames = {person.username for person in staff()}

    assert all(first.at <= second.at for first, second in pairwise(events))
    for event in events:
        assert event.path in street().by_path
        assert event.who in usernames
        assert event.at.date() in days


@THREADS
def test_thread_issue_is_said_at_the_visit_before_it(events):
    for visit, issue in pairwise(events):
        if issue.what == "issue":
            assert (visit.what, visit.path, visit.at) == ("visit", issue.path, issue.at)
            assert category(issue.category)


def test_heating_goes_from_visits_to_a_decision_with_a_deadline_to_a_project():
    acts = list(dict.fromkeys(event.what for event in heating()))

    assert acts == ["visit", "issue", "committee_decides", "branch_decides", "project", "work_plan"]
    decided = next(event for event in heating() if event.what == "committee_decides")
    assert decided.due_on == project("heating").milestones[-1].planned_on


def test_heating_visits_both_estates():
    visited = {event.path[: len(estate.path)] for event in heating() for estate in unheated_estates()}

    assert {estate.path for estate in unheated_estates()} <= visited


@pytest.mark.parametrize("key", ["heating", "renewal"])
def test_thread_applies_on_the_day_of_its_project(key):
    events = {"heating": heating(), "renewal": renewal()}[key]

    applied = next(event for event in events if event.what == "project")
    assert applied.at.date() == project(key).applied_on


def test_renewal_has_no_agreement_before_its_project():
    acts = [event.what for event in renewal()]

    assert acts.index("no_agreement") < acts.index("committee_decides") < acts.index("project")
