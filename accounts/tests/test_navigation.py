"""Each person is offered the places their roles open, and sees where they are."""

import pytest
from django.http import HttpResponse
from django.urls import path

from accounts.models import User
from accounts.navigation import navigation_for
from accounts.roles import Role


def page(request):
    return HttpResponse()


NAMES = ("today", "leads", "board", "clients", "overview", "report_sources", "report_cohorts", "saved_reports", "settings")
NAMES += ("profile", "sheet")
urlpatterns = [path("", page, name="tally"), *(path(f"{name}/", page, name=name) for name in NAMES)]
pytestmark = pytest.mark.urls("accounts.tests.test_navigation")


def names(links) -> list[str]:
    return [link.item.url_name for link in links]


def person(*roles: Role) -> User:
    return User(name="Jo", roles=list(roles))


def test_staff_see_neither_pipeline_nor_settings():
    nav = navigation_for(person(Role.STAFF), path="/")
    assert names(nav.work) == ["tally", "today", "leads"]
    assert names(nav.reports) == ["report_sources", "saved_reports"], "what was saved comes last where it stands alone"
    assert not nav.settings


def test_the_owner_is_offered_everything():
    nav = navigation_for(person(Role.OWNER), path="/")
    assert names((*nav.work, *nav.reports, *nav.settings)) == [
        "tally", "today", "leads", "board", "clients", "overview", "report_sources", "settings",
    ]  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_a_phone_has_at_most_four_tabs_and_the_rest_under_more(role):
    nav = navigation_for(person(role), path="/")
    assert len(nav.tabs) == 4
    assert sorted(names((*nav.tabs, *nav.more))) == sorted(names((*nav.work, *nav.reports, *nav.settings)))


def test_someone_switched_off_is_offered_nothing():
    stranger = User(name="Stan", roles=list(Role), is_active=False)
    assert not navigation_for(stranger, path="/").work


@pytest.mark.parametrize(("where", "current"), [("/", ["tally"]), ("/leads/7/", ["leads"]), ("/sheet/7/", ["tally"]), ("/elsewhere/", [])])
def test_the_open_item_is_marked(where, current):
    nav = navigation_for(person(*Role), path=where)
    assert [link.item.url_name for link in (*nav.work, *nav.reports, *nav.settings) if link.is_current] == current


def test_a_report_links_those_of_the_same_job_that_this_person_may_see():
    nav = navigation_for(person(Role.STAFF), path="/report_cohorts/")
    assert names(nav.siblings) == ["report_sources", "report_cohorts"]
    assert [link.item.url_name for link in nav.siblings if link.is_current] == ["report_cohorts"]
    assert [str(link.item.label) for link in nav.reports if link.is_current] == ["Marketing"]
    assert not navigation_for(person(Role.STAFF), path="/leads/").siblings


def test_a_group_of_one_report_takes_its_name():
    assert [str(link.item.label) for link in navigation_for(person(Role.OWNER), path="/").reports] == ["Overview", "Marketing"]


@pytest.mark.urls("accounts.tests.test_toasts")
def test_a_place_without_an_address_is_left_out():
    nav = navigation_for(person(*Role), path="/")
    assert not nav.work
    assert nav.search == ""
