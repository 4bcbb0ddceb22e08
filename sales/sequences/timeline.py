"""What sequences add to the timeline of a lead: that one began, what was left out, and why it ended."""

from dataclasses import replace

from django.utils.translation import gettext as _

from leads.timeline import Entry, Leads, person
from sales.models import Ended, SequenceDeed, SequenceRun


def sequences(leads: Leads) -> list[Entry]:
    runs = SequenceRun.objects.of_leads(leads).select_related("sequence", "by", "ended_by", "paused_by").prefetch_related("deeds__by")
    return [replace(entry, lead_id=run.lead_id) for run in runs for entry in _entries(run)]


def _entries(run: SequenceRun) -> list[Entry]:
    names = {"sequence": run.sequence}
    found = [Entry(at=run.began_at, icon="workflow", title=_("“%(sequence)s” began") % names, said=person(run.by) if run.by else "")]
    for deed in run.deeds.all():
        if deed.outcome == SequenceDeed.Outcome.SKIPPED:
            step = {"number": deed.number + 1} | names
            found.append(
                Entry(at=deed.at, icon="skip-forward", title=_("Step %(number)s of “%(sequence)s” left out") % step, said=person(deed.by))
            )
    if run.is_under_way and run.paused_at:
        found.append(Entry(at=run.paused_at, icon="pause", title=_("“%(sequence)s” is held") % names, said=person(run.paused_by)))
    if run.ended_at:
        found.append(_end(run, names))
    return found


def _end(run: SequenceRun, names: dict) -> Entry:
    said = person(run.ended_by) if run.ended_by else ""
    if run.ended_for == Ended.FINISHED:
        return Entry(at=run.ended_at, icon="check", title=_("“%(sequence)s” is done") % names, said=said)
    return Entry(at=run.ended_at, icon="square", title=_("“%(sequence)s” stopped") % names, text=run.get_ended_for_display(), said=said)
