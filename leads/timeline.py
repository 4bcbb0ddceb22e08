"""Everything that happened to a lead, or to all leads of a person, newest first, in one list.

Apps above add their readers to `leads.hooks.timeline_readers`; a reader takes leads and returns the entries of all of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from leads import hooks
from leads.change_log import Difference, differences
from leads.models import Activity, Channel, HandOff, Lead, LeadChange, Message, Touch

ICONS = {
    Activity.Kind.CALL: "phone",
    Activity.Kind.MESSAGE: "mail",
    Activity.Kind.MEETING: "house",
    Activity.Kind.NOTE: "file-text",
}
CHANNEL_ICONS = {
    Channel.WALK_IN: "store",
    Channel.PHONE: "phone",
    Channel.WEBSITE: "globe",
    Channel.EMAIL: "mail",
    Channel.MESSAGE: "message-circle",
    Channel.EVENT: "calendar-days",
    Channel.OUTBOUND: "send",
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. `at` None: nobody knows when, which is listed last.

    `text` is what somebody wrote, `said` who it was and how; `todo` is the follow-up that can still be done; `late` that
    its day is over; `mail` is the e-mail it was, `whole` all of it where `text` is only a part, and `read` label and value of what was
    read in it and stands nowhere else.
    """

    at: datetime | None
    icon: str
    title: str
    text: str = ""
    said: str = ""
    href: str = ""
    todo: Activity | None = None
    late: bool = False
    struck: bool = False
    differences: list[Difference] = field(default_factory=list)
    mail: Message | None = None
    whole: str = ""
    read: list[tuple[str, str]] = field(default_factory=list)
    fills: bool = False
    """Its differences are what a program filled in where nothing stood: the page shows that as it is now."""
    title_without_money: str = ""
    """The title for those who may not see money, where it names an amount."""
    lead_id: UUID | None = None
    """The lead it happened to; None: to the person."""
    about: str = ""
    """What was asked for in that lead, where the entries of several stand in one list."""

    @property
    def order(self) -> tuple:
        """What is ahead stands on top, the nearest first going down from the farthest; what has no time stands at the end."""
        return (self.todo is not None, self.at is not None, self.at or datetime.min.replace(tzinfo=UTC))


type Leads = Sequence[Lead]
type Reader = Callable[[Leads], Iterable[Entry]]


def timeline(*leads: Lead, with_money: bool = True) -> list[Entry]:
    """All entries, what is planned first, then newest to oldest. One query a reader and kind of row, however many leads."""
    readers = (captured, activities, touches, hand_offs, changes, *hooks.timeline_readers)
    entries = [entry for reader in readers for entry in reader(leads)]
    if not with_money:
        entries = [replace(entry, title=entry.title_without_money or entry.title) for entry in entries]
    return sorted(entries, key=lambda entry: entry.order, reverse=True)


def person(user) -> str:
    """Whoever did it; people are never deleted, so what nobody did a mail, a file or a rule has done."""
    return str(user) if user else _("automatically")


def captured(leads: Leads) -> list[Entry]:
    return [_captured(lead) for lead in leads]


def _captured(lead: Lead) -> Entry:
    if lead.logged_by:
        said = _("Logged by %(person)s") % {"person": lead.logged_by}
    elif lead.external_id:
        said = _("Imported as %(id)s") % {"id": lead.external_id}
    else:
        said = ""
    source = str(lead.source) if lead.source else _("No source recorded")
    if lead.source and lead.how_known:
        source = _("%(source)s (%(how)s)") % {"source": lead.source, "how": lead.get_how_known_display().lower()}
    channel = lead.get_channel_display()
    text = _("%(source)s, %(channel)s.") % {"source": source, "channel": channel.lower()} if channel else f"{source}."
    return Entry(at=lead.received_at, icon="tally-5", title=_("First enquiry"), text=text, said=said, lead_id=lead.pk)


def activities(leads: Leads) -> list[Entry]:
    rows = Activity.objects.filter(lead__in=leads, mail=None).select_related("by", "for_user").order_by("pk")
    return [_planned(row) if row.is_planned and row.due_on else _past(row) for row in rows]


def _planned(activity: Activity) -> Entry:
    who = str(activity.for_user) if activity.for_user else _("whoever is free")
    return Entry(
        at=_start_of(activity.due_on, activity.due_at),
        icon="alarm-clock",
        title=activity.get_kind_display(),
        text=activity.text,
        said=_("For %(person)s") % {"person": who},
        todo=activity,
        late=activity.due_on < timezone.localdate(),
        lead_id=activity.lead_id,
    )


def _past(activity: Activity) -> Entry:
    dropped = activity.done_at is None
    said = _("Dropped") if dropped else person(activity.by)
    return Entry(
        at=activity.done_at or activity.dropped_at or activity.made_at,
        icon="x" if dropped else ICONS[activity.kind],
        title=_("%(kind)s, %(outcome)s") % {"kind": activity.get_kind_display(), "outcome": activity.get_outcome_display().lower()}
        if activity.outcome
        else activity.get_kind_display(),
        text=activity.text,
        said=said,
        struck=dropped,
        lead_id=activity.lead_id,
    )


def _start_of(day: date, at: time | None) -> datetime:
    return datetime.combine(day, at or time.min, tzinfo=timezone.get_current_timezone())


def touches(leads: Leads) -> list[Entry]:
    return [_touch(touch) for touch in Touch.objects.filter(lead__in=leads).select_related("by", "source", "from_lead")]


def _touch(touch: Touch) -> Entry:
    channel = dict(Channel.choices).get(touch.channel, touch.channel)
    source = str(touch.source) if touch.source else _("No source recorded")
    said = _("Taken by %(person)s, same enquiry") % {"person": touch.by} if touch.by else _("Same enquiry")
    return Entry(
        at=touch.at,
        icon=CHANNEL_ICONS.get(touch.channel, "reply"),
        title=_("Got in touch again"),
        text=" ".join(filter(None, (f"{source}, {str(channel).lower()}.", touch.text))),
        said=said,
        href=touch.from_lead.get_absolute_url() if touch.from_lead else "",
        lead_id=touch.lead_id,
    )


def hand_offs(leads: Leads) -> list[Entry]:
    rows = HandOff.objects.filter(lead__in=leads).select_related("by", "to", "decided_by")
    return [replace(entry, lead_id=row.lead_id) for row in rows for entry in _hand_off(row)]


def _hand_off(hand_off: HandOff) -> list[Entry]:
    to = _("to %(person)s") % {"person": hand_off.to} if hand_off.to else _("to sales")
    given = Entry(
        at=hand_off.at,
        icon="arrow-right-left",
        title=_("Handed over %(to)s") % {"to": to},
        text=hand_off.note,
        said=_("By itself") if hand_off.automatic else person(hand_off.by),
        struck=hand_off.was_taken_back,
    )
    if hand_off.is_waiting:
        return [given]
    if hand_off.was_taken_back:
        return [given, Entry(at=hand_off.decided_at, icon="undo-2", title=_("Hand-over taken back"), said=person(hand_off.decided_by))]
    if not hand_off.was_returned:
        return [given, Entry(at=hand_off.decided_at, icon="check", title=_("Accepted by sales"), said=person(hand_off.decided_by))]
    reason = hand_off.get_returned_for_display()
    returned = Entry(
        at=hand_off.decided_at,
        icon="undo-2",
        title=_("Came back from sales: %(reason)s") % {"reason": str(reason).lower()},
        text=hand_off.return_note,
        said=person(hand_off.decided_by),
    )
    return [given, returned]


CHANGE_ICONS = {
    "edited": "pencil",
    "disqualified": "ban",
    "reopened": "rotate-ccw",
    "withdrawn": "undo-2",
    "merged": "merge",
    "passed_on": "arrow-right-left",
    "kept_warm": "flame",
    "warm_no_more": "flame",
}


def changes(leads: Leads) -> list[Entry]:
    found = list(LeadChange.objects.filter(lead__in=leads).select_related("by"))
    return [
        Entry(
            at=change.at,
            icon=CHANGE_ICONS.get(change.verb, "pencil"),
            title=_change_title(change),
            text=change.note,
            said=person(change.by),
            differences=told if change.verb == "edited" else [],
            fills=change.by is None and not any(change.before.values()),
            lead_id=change.lead_id,
        )
        for change, told in zip(found, differences(found), strict=True)
    ]


def _change_title(change: LeadChange) -> str:
    titles = {
        "edited": _("Details changed"),
        "reopened": _("Reopened"),
        "withdrawn": _("Taken back"),
        "merged": _("Joined with another enquiry"),
        "unmerged": _("Separated from another enquiry"),
        "kept_warm": _("Keeping warm"),
        "warm_no_more": _("Not kept warm any more"),
    }
    if change.verb == "passed_on":
        return _("Given to %(person)s to answer") % {"person": change.after.get("to") or _("whoever is free")}
    if change.verb == "disqualified":
        return _("Disqualified: %(reason)s") % {"reason": change.get_reason_display().lower()}
    return titles.get(change.verb, change.verb.replace("_", " ").capitalize())
