"""Follow-ups as iCalendar (RFC 5545): what has a time is an event in UTC, what has a day only is all-day.

UTC, as nothing repeats here: it is the one form that no reader gets wrong. Several read a VTIMEZONE that lists its changes an hour off.
There is no METHOD: that makes a file an invitation, which has to name an organizer (RFC 5546).
The same follow-ups make the same bytes, so that an answer can be compared by its hash: every moment in it comes from a row.
"""

import re
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard
from icalendar.prop import vText

from accounts.formatting import phone
from accounts.models import Business, User
from leads.models import Activity

LINE_BREAKS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
"""All are escaped as the same; a reader that takes the last three for the end of its line would lose the rest."""
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""What a calendar file may not hold: left out."""
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
LOOK_BACK = timedelta(days=60)
"""How long what was overdue, and meetings that took place, stay in a calendar."""
REFRESH = timedelta(minutes=15)


class Text(vText):
    """Free text, escaped in one go. icalendar first takes a typed `\\N` for a line break: the path `\\\\NAS` would lose its name."""

    def to_ical(self) -> bytes:
        return self.translate(ESCAPES).encode()


def follow_ups_of(user: User, *, business: Business):
    """What a person has to do, and the meetings they had; a follow-up for whoever is free is in nobody's calendar."""
    since = business.today() - LOOK_BACK
    mine = Activity.objects.filter(for_user=user, due_on__gte=since, dropped_at=None, lead__merged_into=None)
    mine = mine.exclude(lead__state="withdrawn")
    had = mine.filter(kind=Activity.Kind.MEETING, due_at__isnull=False)
    return (mine.filter(done_at=None) | had).for_list().order_by("due_on", "due_at", "pk")


def calendar(activities: Iterable[Activity], *, business: Business, name: str, address: Callable[[Activity], str]) -> bytes:
    """A whole calendar file. `address` gives the page a follow-up links to."""
    made = Calendar()
    made.add("prodid", "-//LeadTrack//Follow-ups//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _plain(name))
    made.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT15M")
    for activity in activities:
        made.add_component(_event(activity, business=business, address=address(activity)))
    if not made.subcomponents:
        made.add_component(_nothing())
    return made.to_ical()


def _nothing() -> Timezone:
    """The zone that nothing uses. A calendar has one component at least (RFC 5545, 3.4): a client that goes by it takes an empty file
    for a broken one, and keeps showing what was done long ago or gives the subscription up."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone = Timezone()
    zone.add("tzid", "Etc/UTC")
    zone.add_component(standard)
    return zone


def _event(activity: Activity, *, business: Business, address: str) -> Event:
    event = Event()
    event.add("uid", _uid(activity))
    event.add("dtstamp", activity.changed_at)
    event.add("last-modified", activity.changed_at)
    event.add("created", activity.made_at)
    if activity.due_at:
        start = datetime.combine(activity.due_on, activity.due_at, tzinfo=business.zone).astimezone(UTC)
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=activity.lasts))
    else:
        event.add("dtstart", activity.due_on)
        event.add("dtend", activity.due_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    event.add("summary", _plain(_("%(kind)s: %(lead)s") % {"kind": activity.get_kind_display(), "lead": activity.lead}))
    event.add("description", _plain("\n".join(filter(None, (activity.text, *_ways(activity), address)))))
    event.add("url", address)
    return event


def _ways(activity: Activity) -> list[str]:
    """How to reach them."""
    contact = activity.lead.contact
    number, email = (contact.main_phone, contact.main_email) if contact else (None, None)
    return [phone(number) if number else "", email.address if email else ""]


def _uid(activity: Activity) -> str:
    """The same for as long as the follow-up exists, and nobody else's."""
    return f"{uuid.uuid5(uuid.NAMESPACE_URL, f'leadtrack:follow-up:{activity.pk}:{activity.made_at.isoformat()}')}@leadtrack"


def _plain(text: object) -> Text:
    return Text(CONTROLS.sub("", LINE_BREAKS.sub("\n", str(text))))
