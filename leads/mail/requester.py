"""Who a mail is from: whoever wrote it, or whoever filled in the form of our website that sent it."""

from dataclasses import replace
from email.utils import parseaddr

from django.conf import settings

from accounts.models import User
from leads.mail.headers import HeaderAddress
from leads.mail.reading import Incoming
from leads.mail.sender import Sender
from leads.models import Mailbox

PROVIDERS = """
aol.com bluewin.ch free.fr freenet.de gmail.com gmx.at gmx.ch gmx.de gmx.net googlemail.com hotmail.com hotmail.co.uk hotmail.fr
icloud.com laposte.net libero.it live.com mail.com mail.ru me.com msn.com orange.fr outlook.com outlook.de proton.me protonmail.com
qq.com sfr.fr t-online.de telenet.be wanadoo.fr web.de yahoo.com yahoo.co.uk yahoo.de yahoo.fr yandex.ru ziggo.nl 163.com
"""
OF_EVERYBODY = frozenset(PROVIDERS.split())
"""Whoever writes from one of these is not of our house because our mailbox is there too."""


def with_requester(incoming: Incoming, mailbox: Mailbox) -> Incoming:
    """From ourselves or our own server, and to be answered to somebody else: that person's. At most one query more."""
    own = own_addresses(mailbox)
    if not incoming.reply_to or not (_is_of_our_house(incoming.sender, own) or _is_a_user(incoming.sender)):
        return incoming
    person = next((person for person in incoming.reply_to if _is_another(person, own)), None)
    return replace(incoming, sender=person.address, name=person.name) if person else incoming


def is_ours(address: str, mailbox: Mailbox) -> bool:
    """One of our own addresses, not merely one of our domain."""
    return address in own_addresses(mailbox) or _is_a_user(address)


def own_addresses(mailbox: Mailbox) -> set[str]:
    sender = Sender.current()
    installation = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return {address.lower() for address in (sender.address, sender.reply_to, mailbox.user, installation) if address}


def _is_of_our_house(address: str, own: set[str]) -> bool:
    """Its domain is ours, or lies in ours: that of a web server, most often."""
    domain = address.rpartition("@")[2]
    ours = {known.rpartition("@")[2] for known in own} - OF_EVERYBODY
    return address in own or any(domain == house or domain.endswith(f".{house}") for house in ours)


def _is_another(person: HeaderAddress, own: set[str]) -> bool:
    return not _is_of_our_house(person.address, own) and not _is_a_user(person.address)


def _is_a_user(address: str) -> bool:
    return User.objects.filter(email=address).exists()
