"""What to say to the second of two people who did something to the same lead or opportunity."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.formatting import dated, money, when
from accounts.models import User
from leads.models import IllegalMove, Lead
from sales.models import ChangedSince, Missing, Opportunity, Refund, Sale, StageChange

FACTS = ("value", "expected_close", "owner_id")
"""What can be changed of an opportunity without moving it."""


def sent_before(recorded: Sale | Refund) -> str:
    """A form was sent a second time, and what it recorded was taken back since, or was another. No query."""
    gone = recorded.reversed_at if isinstance(recorded, Sale) else recorded.undone_at
    day = recorded.sold_at if isinstance(recorded, Sale) else recorded.refunded_on
    words = {"amount": money(recorded.amount), "day": dated(day)}
    if gone:
        return _("This was recorded, and taken back since (%(amount)s, %(day)s). Send it again to record it anew.") % words
    return _("Recorded with this form already: %(amount)s, %(day)s. Is this another one? Then send it again.") % words


def where_lead_is(lead: Lead) -> str:
    """Where a lead stands now, and that nothing was changed. One query."""
    lead.refresh_from_db(fields=["state"])
    return _("Nothing was changed: %(lead)s is “%(state)s” by now.") % {"lead": lead, "state": lead.get_state_display().lower()}


def why_not(refused: IllegalMove, opportunity: Opportunity) -> str:
    """Why a deed on an opportunity was refused: what a stage still asks for, else what somebody did meanwhile. Two queries."""
    missing = [str(each) for each in getattr(refused, "missing", ())]
    if missing:
        said = str(refused)
        wanted = "" if all(each in said for each in missing) else get_text_list(missing, _("and"))
        return " ".join(filter(None, (_("Nothing was changed."), said, wanted)))
    if isinstance(refused, ChangedSince):
        return who_changed(opportunity, since=refused.version)
    return who_moved(opportunity)


def advice(missing: list[Missing]) -> str:
    """What a stage that let it in usually has by then; empty for nothing."""
    if not missing:
        return ""
    return _("Usually it has by then: %(missing)s.") % {"missing": get_text_list([each.text for each in missing], _("and"))}


def who_changed(opportunity: Opportunity, *, since: int) -> str:
    """Who changed what of an opportunity after that version, and when. Two queries."""
    rows = opportunity.events.filter(version__gte=since).select_related("pgh_context").order_by("-pgh_id")
    now, *before = list(rows) or [None]
    if not before or any(row.stage_id != now.stage_id for row in before):
        return who_moved(opportunity)
    person = User.objects.filter(pk=(now.pgh_context.metadata if now.pgh_context else {}).get("user")).first()
    different = [name for name in FACTS if getattr(before[-1], name) != getattr(now, name)]
    words = {"person": person or _("somebody"), "lead": opportunity, "when": when(now.pgh_created_at)}
    facts = [_fact(name, now) for name in different]
    if not facts:
        return _("Nothing was changed: %(person)s changed %(lead)s meanwhile (%(when)s).") % words
    return _("Nothing was changed: %(person)s changed %(lead)s (%(when)s): %(facts)s.") % (words | {"facts": ", ".join(facts)})


def _fact(name: str, event) -> str:
    """How it stands now, in a few words."""
    if name == "value":
        return _("value %(amount)s") % {"amount": money(event.value)} if event.value is not None else _("no value")
    if name == "expected_close":
        return _("decision expected %(day)s") % {"day": when(event.expected_close)} if event.expected_close else _("no day of decision")
    return _("with %(person)s") % {"person": event.owner} if event.owner_id else _("with nobody")


def who_moved(opportunity: Opportunity) -> str:
    """Who moved an opportunity where and when, and that nothing was changed. One query."""
    last = StageChange.objects.filter(opportunity=opportunity).select_related("by", "to_stage").order_by("-pk").first()
    if last is None:
        return _("Nothing was changed: somebody else was there first.")
    return _("Nothing was changed: %(person)s moved %(lead)s to “%(stage)s” (%(when)s).") % {
        "person": last.by or _("somebody"),
        "lead": opportunity,
        "stage": last.to_stage,
        "when": when(last.at or last.written_at),
    }
