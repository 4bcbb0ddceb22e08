"""A file that says days and no times: the pages show the days alone."""

import pytest
from django.urls import reverse

from leads.models import Lead
from leads.tests.imports.conftest import bring_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("moment", "shown"), [("2025-03-05", "5 March 2025<"), ("2025-03-05 09:30", "5 March 2025, 09:30<")])
def test_page_shows_a_time_only_where_the_file_has_one(client, cast, moment, shown):
    bring_in(f"id,name,day\nA1,Ann,{moment}\n", id="external_id", name="name", day="received_at")
    client.force_login(cast.owner)
    page = client.get(Lead.objects.get().get_absolute_url()).text
    assert (shown in page, "00:00<" in page, ', 00:00"' in page) == (True, False, False)


def test_list_shows_the_day_of_today(client, cast, business):
    bring_in(f"id,name,day\nA1,Ann,{business.today()}\n", id="external_id", name="name", day="received_at")
    client.force_login(cast.owner)
    assert ">00:00<" not in client.get(reverse("leads")).text
