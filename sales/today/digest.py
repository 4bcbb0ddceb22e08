"""The morning digest: one mail a person and working day, saying who waits to hear from them. No mail when nobody does."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.mail import mailers
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import mailing
from accounts.models import Absence, Business, Preferences, User
from accounts.roles import Role
from accounts.scheduler import scheduled
from accounts.working_hours import Hours
from leads.mail.outbound.postings import post
from leads.models import HandOff
from sales.models import Digest
from sales.today.rows import Row, Section, Today
from sales.today.sections import Waiting, today_for

LINES = 12
"""Rows of a section that are named; how many more there are is said."""
WINDOW = timedelta(hours=6)
"""A digest that could not be sent in this time after its hour is no morning digest any more."""
OF_A_MORNING = ("new_late", "unsent", "overdue", "due", "later", "handed_over", "new", "came_back", "stuck")


@dataclass(frozen=True)
class TeamLine:
    """What is late with one person; `name` empty: with nobody."""

    name: str
    first_contacts: int
    overdue: int
    hand_overs: int
    stuck: int


@dataclass(frozen=True)
class Content:
    """What a digest says to one person."""

    user: User
    today: Today
    sections: list[Section]
    team: list[TeamLine] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.sections and not self.team and not self.today.forwarded

    @property
    def subject(self) -> str:
        if self.today.people:
            said = ngettext("%(n)d person to hear from you today", "%(n)d people to hear from you today", self.today.people)
            return said % {"n": self.today.people}
        return _("What is late with your team")


def content_for(user: User, *, business: Business) -> Content:
    today = today_for(user, business=business, mine=True)
    sections = [section for section in today.sections_shown if section.key in OF_A_MORNING]
    return Content(user, today, sections, _team(user, business=business) if user.has_role(Role.OWNER) else [])


def _team(user: User, *, business: Business) -> list[TeamLine]:
    """What is late with everybody else, those with most first. A fixed number of queries."""
    everyone = Waiting(user, business=business, mine=False)
    first_contacts = _by_person(everyone.new_late(), "caller")
    overdue = _by_person(everyone.overdue(), "for_user")
    hand_overs = _by_person(HandOff.objects.late(timezone.now()), "to")
    stuck = _by_person(everyone.stuck(), "owner")
    people = (first_contacts.keys() | overdue.keys() | hand_overs.keys() | stuck.keys()) - {user.pk}
    names = dict(User.objects.filter(pk__in=people - {None}).values_list("pk", "name"))
    lines = [TeamLine(names.get(pk, ""), first_contacts[pk], overdue[pk], hand_overs[pk], stuck[pk]) for pk in people]
    return sorted(lines, key=lambda line: (-(line.first_contacts + line.overdue + line.hand_overs + line.stuck), line.name))


def _by_person(found: QuerySet, person: str) -> Counter:
    return Counter(found.order_by().values_list(person, flat=True))


def mail_for(content: Content, *, business: Business) -> mailing.OutgoingMail:
    """Plain text, and the same in simple HTML. The same person and day have the same Message-ID."""
    day = business.today()
    context = {
        "content": content,
        "sections": lines_of(content),
        "business": business,
        "lines": LINES,
        "today_href": mailing.link("/today/" if content.sections else "/today/?whose=all"),
        "profile_href": mailing.link("/profile/#reminders"),
    }
    headers = {"Message-ID": f"<digest-{day:%Y%m%d}-{content.user.pk}@{mailing.host()}>", "Auto-Submitted": "auto-generated"}
    mail = mailing.OutgoingMail(content.subject, render_to_string("sales/digest/mail.txt", context), to=[content.user.email])
    mail.extra_headers = headers
    mail.attach_alternative(render_to_string("sales/digest/mail.html", context), "text/html")
    return mail


def lines_of(content: Content) -> list[tuple[Section, list[dict]]]:
    """Each section with the rows of it that are named."""
    return [(section, [_line(section.key, row) for row in section.rows[:LINES]]) for section in content.sections]


def _line(key: str, row: Row) -> dict:
    """One row as a mail says it."""
    phone = row.phone
    about = row.activity.text.splitlines()[0] if row.activity and row.activity.text else row.lead.interest
    if row.message:
        about = f"“{row.message}”: {row.message.error}"
    return {
        "row": row,
        "key": key,
        "about": about,
        "phone": phone,
        "href": mailing.link(row.lead.get_absolute_url()),
    }


@scheduled("send the morning digest", every=timedelta(minutes=5))
def send_due(business: Business) -> list[Digest]:
    """Send every digest whose hour has come and that was not sent today. Returns those sent now."""
    now = timezone.now().astimezone(business.zone)
    if not mailing.is_set_up() or business.is_sample or not any(Hours.of(business).spans_of(now.date())):
        return []
    waiting = [user for user in _readers(now) if _is_its_time(user, now)]
    done = dict(Digest.objects.filter(day=now.date()).exclude(state=Digest.State.CLAIMED).values_list("user", "state"))
    waiting = [user for user in waiting if user.pk not in done]
    if not waiting:
        return []
    connection = mailers.default
    connection.open()  # a server that is not there is known before anything is claimed
    try:
        sent = [_send(user, business=business, connection=connection) for user in waiting]
    finally:
        connection.close()
    return [digest for digest in sent if digest]


def _readers(now: datetime) -> list[User]:
    """Who wants one and is here today."""
    away = Absence.objects.on(now.date()).filter(user=OuterRef("pk"))
    people = User.objects.active().exclude(preferences__digest=False).exclude(Exists(away))
    return list(people.select_related("preferences").order_by("pk"))


def _is_its_time(user: User, now: datetime) -> bool:
    hour = user.preferences.digest_hour if hasattr(user, "preferences") else Preferences._meta.get_field("digest_hour").default
    start = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return start <= now < start + WINDOW


def _send(user: User, *, business: Business, connection) -> Digest | None:
    digest, _made = Digest.objects.get_or_create(user=user, day=business.today())
    if not digest.is_to_be_sent:
        return None
    content = content_for(user, business=business)
    if content.is_empty:
        digest.leave_out()
        return None
    return digest if post(mail_for(content, business=business), row=digest, connection=connection) else None
