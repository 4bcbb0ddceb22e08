"""The digest as a page, for whoever gets none by mail."""

import pytest
from django.utils import timezone

from accounts import mailing
from leads.models import Activity
from leads.tests.making import make_lead


@pytest.fixture
def tom(client, cast):
    client.force_login(cast.sales)
    return client


def test_the_page_says_what_the_mail_says(tom, cast, stages):
    lead = make_lead("Maria Lind", phones=["020 7946 0123"])
    Activity.plan(lead, by=cast.sales, on=timezone.localdate(), for_user=cast.sales, text="Ring about the oak")
    page = tom.get("/today/digest/").text
    for words in ("1 person to hear from you today", "Due today", "Maria Lind", "Ring about the oak", "020 7946 0123"):
        assert words in page
    assert lead.get_absolute_url() in page


def test_the_page_of_another_person_is_theirs(client, cast, stages):
    Activity.plan(make_lead("Maria Lind"), by=cast.sales, on=timezone.localdate(), for_user=cast.sales)
    client.force_login(cast.staff)
    assert "Maria Lind" not in client.get("/today/digest/").text


def test_the_page_says_when_nobody_waits_and_nothing_is_sent(tom, settings, stages):
    settings.MAILERS = {"default": {"BACKEND": mailing.ON_SCREEN}}
    page = tom.get("/today/digest/").text
    assert "Nobody waits to hear from you" in page
    assert "No mail server is set up yet, so it stands here only." in page


def test_the_profile_leads_to_it(tom, stages):
    assert 'href="/today/digest/"' in tom.get("/profile/").text
