"""A message as it goes over the wire."""

from django.utils.translation import gettext as _

from accounts import mailing
from accounts.mailing import OutgoingMail
from leads.mail import unsubscribe_links
from leads.mail.outbound.sender import Sender
from leads.models import Message


def compose(message: Message, *, sender: Sender) -> OutgoingMail:
    """Plain text, with a way out in words. Raises ValueError for what no mail can hold.

    What goes out by itself has the way out in its headers too. A letter from one person to another has none: it is no list, and
    programs that answer for people who are away answer no list.
    """
    href = unsubscribe_links.href(message.address)
    mail = OutgoingMail(
        subject=message.subject,
        body=body(message),
        from_email=sender.header,
        to=[message.address],
        reply_to=[sender.reply_to] if sender.reply_to else None,
    )
    mail.extra_headers = {"Message-ID": message.message_id} | _thread(message)
    if _goes_out_by_itself(message):
        by_mail = unsubscribe_links.mailto(message.address, to=sender.answers_go_to)
        mail.extra_headers |= mailing.unsubscribe_headers(href, by_mail) | {"Auto-Submitted": "auto-generated"}
    return mail


def body(message: Message) -> str:
    """What they read: the text, and below it the way out."""
    return f"{message.text.rstrip()}\n\n-- \n{_way_out(unsubscribe_links.href(message.address))}\n"


def _goes_out_by_itself(message: Message) -> bool:
    return bool(message.reference) or message.by is None


def _thread(message: Message) -> dict:
    """An id with letters beyond ASCII (RFC 6532) can stand in no header of ours, so it is left out."""
    references = [ident for ident in (message.references or message.in_reply_to).split() if ident.isascii()]
    headers = {"References": " ".join(references)} if references else {}
    return headers | ({"In-Reply-To": message.in_reply_to} if message.in_reply_to and message.in_reply_to.isascii() else {})


def _way_out(href: str) -> str:
    if href:
        return _("No more e-mail from us: %(address)s") % {"address": href}
    return _("If you want no more e-mail from us, answer with the word “%(word)s”.") % {"word": unsubscribe_links.WORD}
