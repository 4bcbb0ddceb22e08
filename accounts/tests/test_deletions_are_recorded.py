"""What is deleted is in history: whatever is tracked records all three, and what is a record itself its changes."""

import pytest
from django.apps import apps
from pghistory.models import Event

RECORDS = {"leads.LeadChange", "sales.StageChange"}
"""Rows that say themselves what was done, when and by whom."""
UNTRACKED = {
    # written once, and what undoes it stands in the row itself
    *("accounts.SavedFile", "leads.ErasedKey", "leads.Erasure"),
    *("leads.ImportedLead", "leads.IncomingMail", "leads.Merger", "leads.PassedMail"),
    *(
        "sales.Bulk",
        "sales.BulkRow",
        "sales.PlaybookRead",
        "sales.PlaybookVersion",
        "sales.SequenceVersion",
        "sales.Step",
        "sales.StepDone",
    ),
    "sales.StepWording",
    # reckoned or kept for a while, and made anew
    *("accounts.Chore", "accounts.SignOfLife", "leads.DuplicatePair", "leads.FileContent", "leads.ImportChunk", "leads.MailFile"),
    *("reports.Letter", "sales.Digest"),
    # one person's own: drafts, sign-ins, what they see
    *(
        "accounts.CalendarFeed",
        "accounts.Invitation",
        "accounts.Preferences",
        "reports.SavedReport",
        "sales.PlaybookDraft",
        "sales.SavedView",
    ),
}
OURS = {"accounts", "leads", "sales", "reports"}
TRACKED = sorted({model.pgh_tracked_model for model in apps.get_models() if issubclass(model, Event)}, key=lambda model: model._meta.label)


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.label)
def test_a_tracked_model_records_every_change(model):
    recorded = {str(trigger.operation) for trigger in model._meta.triggers if trigger.name.endswith(("_insert", "_update", "_delete"))}
    assert recorded | ({"INSERT"} if model._meta.label in RECORDS else set()) >= {"INSERT", "UPDATE", "DELETE"}


def test_no_model_is_untracked_by_mistake():
    ours = {
        model for model in apps.get_models() if model._meta.app_label in OURS and not model._meta.proxy and not issubclass(model, Event)
    }
    assert {model._meta.label for model in ours - set(TRACKED)} == UNTRACKED
