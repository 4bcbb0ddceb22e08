"""A new table that hangs on a person has to say what becomes of it: leads.privacy.held, or here why it need not."""

from django.apps import apps
from pghistory.models import Event

from leads.models import Contact, Lead, Message
from leads.privacy.held import held
from sales.models import Opportunity, Sale

NOTHING_OF_THEIRS = {
    "leads.ImportedLead",  # which file, by number
    "reports.Likeness",  # which two are alike, or not, by number
    "sales.BulkRow",  # which cards were moved together, by number
    "sales.SequenceDeed",
    "sales.StepDone",
}


def test_every_table_about_people_is_named():
    people = {Contact, Lead, Message, Opportunity, Sale}
    hanging = {
        model._meta.label
        for model in apps.get_models()
        if not issubclass(model, Event)
        and not model._meta.proxy
        and any(
            field.related_model in people
            for field in model._meta.get_fields()
            if field.many_to_one or (field.one_to_one and field.concrete)
        )
    }
    assert hanging - {each.model._meta.label for each in held} - NOTHING_OF_THEIRS == set()
