"""What a row of Today is called in a mail."""

from django import template
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formatting import by_when_briefly, when
from leads.models import Activity
from sales.today.rows import Row, Section

register = template.Library()


@register.filter
def heading(section: Section) -> str:
    return {
        "new_late": _("New, and nobody called in time"),
        "new": _("New, and nobody spoke to them yet"),
        "unsent": _("E-mail that did not go out"),
        "overdue": _("Overdue"),
        "due": _("Due today"),
        "later": _("Later today"),
        "handed_over": _("Handed over and waiting"),
        "came_back": _("Came back from sales"),
    }.get(section.key, _("Stuck, nothing planned"))


@register.filter
def reason(row: Row, key: str) -> str:
    """Why it stands in that section."""
    if key == "new_late":
        return _("late since %(when)s") % {"when": by_when_briefly(row.due_at)}
    if key == "new":
        return when(row.lead.received_at)
    if key == "unsent":
        return str(row.message.get_status_display())
    if key == "overdue":
        return ngettext("%(n)d day late", "%(n)d days late", row.days_late) % {"n": row.days_late}
    if key in ("due", "later"):
        said = [row.activity.get_kind_display()] if row.activity.kind != Activity.Kind.CALL else []
        return " ".join(said + ([formats.time_format(row.activity.due_at, "H:i")] if row.activity.due_at else []))
    if key == "handed_over":
        said = _("late, since %(when)s") if row.hand_off.is_late else _("since %(when)s")
        return said % {"when": when(row.hand_off.at)}
    if key == "came_back":
        return str(row.hand_off.get_returned_for_display())
    promise = {"days": row.opportunity.days_in_stage, "stage": row.opportunity.stage}
    return ngettext("%(days)d day in %(stage)s", "%(days)d days in %(stage)s", promise["days"]) % promise


@register.filter
def beyond(section: Section, lines: list) -> int:
    return section.count - len(lines)


@register.filter
def late_words(line) -> str:
    said = []
    if line.first_contacts:
        said.append(ngettext("%(n)d not called in time", "%(n)d not called in time", line.first_contacts) % {"n": line.first_contacts})
    if line.overdue:
        said.append(ngettext("%(n)d follow-up overdue", "%(n)d follow-ups overdue", line.overdue) % {"n": line.overdue})
    if line.hand_overs:
        said.append(ngettext("%(n)d hand-over late", "%(n)d hand-overs late", line.hand_overs) % {"n": line.hand_overs})
    if line.stuck:
        said.append(_("%(n)d stuck") % {"n": line.stuck})
    return ", ".join(said)
