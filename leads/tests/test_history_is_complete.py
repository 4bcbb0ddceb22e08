"""What was done to an activity, and what was deleted or put right in a record that is never edited, is in the history."""

import pghistory
import pytest
from django.utils import timezone

from leads.models import Activity, Contact, Lead, LeadChange
from leads.tests.making import make_lead

pytestmark = pytest.mark.django_db


def labels(model) -> list[str]:
    return list(model.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", flat=True))


@pytest.fixture
def activity(cast) -> Activity:
    return Activity.plan(make_lead("Helen Marsh"), by=cast.staff, on=timezone.localdate(), for_user=cast.staff)


def test_every_change_of_an_activity_is_recorded(activity):
    Activity.objects.update(text="Ring the bell")
    activity.delete()
    assert labels(Activity) == ["insert", "update", "delete"]
    assert Activity.pgh_event_model.objects.get(pgh_label="delete").text == "Ring the bell"


def test_a_deleted_activity_names_who_deleted_it(activity, cast):
    with pghistory.context(user=cast.owner.pk):
        Activity.objects.all().delete()
    gone = Activity.pgh_event_model.objects.select_related("pgh_context").get(pgh_label="delete")
    assert gone.pgh_context.metadata["user"] == cast.owner.pk


def test_a_deleted_lead_and_its_person_are_recorded(business):
    lead = make_lead("Helen Marsh")
    lead.delete()
    Contact.objects.all().delete()
    assert [labels(model)[-1] for model in (Lead, Contact)] == ["delete", "delete"]


def test_a_changed_record_of_a_change_is_recorded(cast):
    lead = make_lead("Helen Marsh")
    lead.disqualify("no_budget", by=cast.staff)
    LeadChange.objects.update(note="I was never here")
    LeadChange.objects.all().delete()
    assert labels(LeadChange) == ["update", "delete"]
