"""What is deleted is in history: whatever is tracked records all three, and what is a record itself its changes."""

import pytest
from django.apps import apps
from pghistory.models import Event

RECORDS = {"leads.LeadChange", "sales.StageChange"}
"""Rows that say themselves what was done, when and by whom."""
TRACKED = sorted({model.pgh_tracked_model for model in apps.get_models() if issubclass(model, Event)}, key=lambda model: model._meta.label)


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.label)
def test_a_tracked_model_records_every_change(model):
    recorded = {str(trigger.operation) for trigger in model._meta.triggers if trigger.name.endswith(("_insert", "_update", "_delete"))}
    assert recorded | ({"INSERT"} if model._meta.label in RECORDS else set()) >= {"INSERT", "UPDATE", "DELETE"}
