"""The rows of the catalogue agree with the views, the addresses and the navigation that read them."""

import pytest
from django.urls import resolve, reverse

from accounts.navigation import REPORT_GROUPS
from reports.core.catalogue import CATALOGUE, DEFINITIONS, PAGES, REPORTS


@pytest.mark.parametrize("url_name", PAGES)
def test_view_admits_the_roles_of_its_row(url_name):
    view = resolve(reverse(url_name)).func
    assert set(view.access.roles) == set(PAGES[url_name].item.roles)


def test_every_report_stands_in_one_group():
    places = [item.url_name for group in REPORT_GROUPS for item in group.items]
    assert sorted(set(places) & set(PAGES)) == sorted(PAGES)
    assert len(places) == len(set(places))


def test_no_two_reports_share_a_name():
    assert len(REPORTS) == len(CATALOGUE)


def test_no_two_reports_define_the_same_figure():
    assert len(DEFINITIONS) == sum(len(entry.definitions) for entry in CATALOGUE)
