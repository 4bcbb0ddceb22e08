"""Who a mail is from: whoever wrote it, to the group it came through or by the form that sent it."""

import re
from dataclasses import replace
from email.utils import parseaddr

from django.conf import settings

from accounts.models import User
from leads.mail.headers import HeaderAddress, addresses, header
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
LIST_ADDRESS = re.compile(r"[^\s<>:;,]+@[^\s<>:;,?]+")


def with_requester(incoming: Incoming, mailbox: Mailbox) -> Incoming:
    """Whom the mail is really from, in this order of trust. At most one query more.

    Through a group that put itself under From: X-Original-From, else Reply-To. From ourselves or our own server: Reply-To.
    """
    own = own_addresses(mailbox)
    through_group = _is_rewritten(incoming)
    if not through_group and not (_is_of_our_house(incoming.sender, own) or _is_a_user(incoming.sender)):
        return incoming
    listed = [*(addresses(incoming.mail, "X-Original-From") if through_group else ()), *incoming.reply_to]
    person = next((person for person in listed if _is_another(person, own | _lists(incoming))), None)
    return replace(incoming, sender=person.address, name=person.name) if person else incoming


def _is_rewritten(incoming: Incoming) -> bool:
    """Whether a group (Google Groups, Mailman) put itself under From, as it must where the writer's domain forbids passing on (DMARC)."""
    is_group = any(header(incoming.mail, name) for name in ("List-Id", "List-Post", "Mailing-List"))
    return is_group and bool(incoming.sender in _lists(incoming) or header(incoming.mail, "X-Original-From"))


def _lists(incoming: Incoming) -> set[str]:
    """The addresses of the group itself; its List-Id is its address with a dot for the @."""
    named = LIST_ADDRESS.findall(" ".join(header(incoming.mail, name) for name in ("List-Post", "Mailing-List", "X-BeenThere")))
    listed = {address.lower() for address in named}
    ident = header(incoming.mail, "List-Id").rpartition("<")[2].rstrip("> ").lower()
    return listed | ({incoming.sender} if ident and incoming.sender.replace("@", ".") == ident else set())


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
