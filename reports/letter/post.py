"""The letter as a mail, and who gets it when: once a person and period, whatever is cut off in between."""

from datetime import datetime, timedelta
from email.message import MIMEPart

from django.conf import settings
from django.core.mail import mailers
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts import mailing
from accounts.models import Business, Preferences, User
from accounts.roles import Role
from accounts.scheduler import scheduled
from leads.mail.outbound.postings import post
from reports.letter import contents as letter
from reports.letter.contents import Content
from reports.letter.pictures import Picture
from reports.models import Letter

WINDOW = timedelta(days=3)
"""A letter that could not be sent in this time is not sent any more: its week is half over."""
STYLE = settings.BASE_DIR / "static" / "css" / "letter.css"
_signer = Signer(salt="reports.letter")


class Illustrated(mailing.OutgoingMail):
    """Its pictures belong to the HTML (multipart/related). A provider that makes mails of its own finds them attached."""

    def message(self, **how):
        pictures, self.attachments = self.attachments, []
        try:
            mail = super().message(**how)
        finally:
            self.attachments = pictures
        html = mail.get_body(("html",))
        for part in pictures:
            name, cid = part.get_filename(), part["Content-ID"]
            html.add_related(part.get_content(), "image", "png", cid=cid, filename=name, disposition="inline")
        return mail


def mail_for(content: Content, user: User) -> mailing.OutgoingMail:
    """The same person and period have the same Message-ID."""
    way_out = mailing.link(reverse("letter_off", args=[token(user)]))
    hrefs = {
        "overview_href": mailing.link(reverse("overview")),
        "profile_href": mailing.link(f"{reverse('profile')}#letter"),
        "site": mailing.link(""),
        "way_out": way_out,
    }
    context = {"content": content, "user": user, "style": STYLE.read_text(), "in_mail": True} | hrefs
    mail = Illustrated(content.subject, render_to_string("reports/letter/mail.txt", context), to=[user.email])
    mail.attach_alternative(render_to_string("reports/letter/mail.html", context), "text/html")
    first_day = f"{content.period.first_day:%Y%m%d}"
    mail.extra_headers = {
        "Message-ID": f"<letter-{content.kind}-{first_day}-{user.pk}@{mailing.host()}>",
        "Auto-Submitted": "auto-generated",
    } | mailing.unsubscribe_headers(way_out)
    for picture in content.pictures:
        mail.attach(_part(picture))
    return mail


def _part(picture: Picture) -> MIMEPart:
    part = MIMEPart()
    part.set_content(picture.png, "image", "png", cid=f"<{picture.cid}@leadtrack>", filename=f"{picture.cid}.png", disposition="inline")
    return part


def token(user: User) -> str:
    """The signed address by which whoever has the mail says: no more."""
    return _signer.sign_object(user.pk)


def user_of(token: str) -> User | None:
    try:
        return User.objects.filter(pk=_signer.unsign_object(token)).first()
    except (BadSignature, ValueError, TypeError):
        return None


def stop(user: User) -> None:
    """No more letters. Stopped already: nothing is written."""
    Preferences.objects.filter(user=user).exclude(letter=Preferences.Letter.OFF).update(letter=Preferences.Letter.OFF)


@scheduled("send the letter about the numbers", every=timedelta(minutes=15))
def send_due(business: Business) -> list[Letter]:
    """Send every letter whose hour has come and that was not sent. Returns those sent now."""
    now = timezone.now().astimezone(business.zone)
    if not mailing.is_set_up() or business.is_sample:
        return []
    waiting = [(user, user.preferences.letter) for user in readers() if _is_its_time(user.preferences, now)]
    recent = Letter.objects.filter(first_day__gte=now.date() - timedelta(days=70))
    done = set(recent.exclude(state=Letter.State.CLAIMED).values_list("user", "kind", "first_day"))
    waiting = [(user, kind) for user, kind in waiting if (user.pk, kind, _first_day(kind, now)) not in done]
    if not waiting:
        return []
    params = {kind: letter.content(kind, business=business) for kind in {kind for _user, kind in waiting}}
    connection = mailers.default
    connection.open()  # a server that is not there is known before anything is claimed
    try:
        sent = [_send(user, params[kind], connection=connection) for user, kind in waiting]
    finally:
        connection.close()
    return [row for row in sent if row]


def readers() -> list[User]:
    """The owners who want one. One query."""
    people = User.objects.active().with_role(Role.OWNER).filter(preferences__letter__in=(letter.WEEKLY, letter.MONTHLY))
    return list(people.select_related("preferences").order_by("pk"))


def _first_day(kind: str, now: datetime):
    return letter.period_of(kind, today=now.date()).first_day


def _is_its_time(wanted: Preferences, now: datetime) -> bool:
    """From their hour on the day after the week or the month, for as long as WINDOW."""
    day = letter.period_of(wanted.letter, today=now.date()).end
    begins = datetime(day.year, day.month, day.day, wanted.digest_hour, tzinfo=now.tzinfo)
    return begins <= now < begins + WINDOW


def _send(user: User, content: Content, *, connection) -> Letter | None:
    about = {"user": user, "kind": content.kind, "first_day": content.period.first_day}
    row, _made = Letter.objects.get_or_create(**about)
    if not row.is_to_be_sent:
        return None
    if content.is_empty:
        row.leave_out()
        return None
    return row if post(mail_for(content, user), row=row, connection=connection) else None
