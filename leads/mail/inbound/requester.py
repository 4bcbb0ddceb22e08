"""Who a mail is from: whoever wrote it, to the group it came through or by the form that sent it."""

import re
from dataclasses import replace
from email.utils import parseaddr

from accounts import mailing
from accounts.models import User
from leads.mail.inbound.form_senders import is_form_service, is_program
from leads.mail.outbound.sender import Sender
from leads.mail.parsing.form_fields import FormFields, form_fields
from leads.mail.parsing.header_block import header_blocks
from leads.mail.parsing.headers import HeaderAddress, addresses, header
from leads.mail.parsing.incoming import Incoming
from leads.mail.parsing.quotations import own_words
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
    """Whom the mail is really from, in this order of trust, and what they typed into a form. At most one query more.

    Through a group that put itself under From: X-Original-From, else Reply-To. From ourselves, our own server or a form's program:
    Reply-To, else the address that was typed into the form.
    """
    own = own_addresses(mailbox)
    fields = form_fields(own_words(incoming.text))
    through_group, by_form = _is_rewritten(incoming), _is_by_form(incoming, own, fields)
    if not (through_group or by_form or is_of_our_house(incoming.sender, own) or is_a_user(incoming.sender)):
        return replace(incoming, form=_own_form(incoming, fields))
    listed = [*(addresses(incoming.mail, "X-Original-From") if through_group else ()), *incoming.reply_to]
    person = next((person for person in listed if _is_another(person, own | _lists(incoming))), None)
    if person is None and by_form and fields:
        person = HeaderAddress("", fields.email)
        person = person if not fields.email or _is_another(person, own) else None
    if person is None:
        return incoming
    incoming = replace(incoming, sender=person.address, name=_fuller_name(person.name, typed=fields.name if fields and by_form else ""))
    return replace(incoming, form=fields if by_form else _own_form(incoming, fields))


def _fuller_name(name: str, *, typed: str) -> str:
    """What was typed into the form where the header has a part of it: WordPress cuts the name under Reply-To at its comma."""
    return typed if name.casefold() in typed.casefold() else name


def _own_form(incoming: Incoming, fields: FormFields | None) -> FormFields | None:
    """What was typed into a form that writes under the address of whoever filled it in."""
    return fields if fields and fields.email == incoming.sender else None


def _is_by_form(incoming: Incoming, own: set[str], fields: FormFields | None) -> bool:
    """A service for forms, a program that wrote what was typed into one, or our own address writing to ourselves alone.

    A mail of ours to somebody is a copy of what we sent, and one with the head of another mail in it was forwarded by a person.
    """
    if is_form_service(incoming.sender):
        return True
    if fields is None or header_blocks(incoming.text.split("\n")):
        return False
    is_own = incoming.sender in own or (is_of_our_house(incoming.sender, own) and not is_a_user(incoming.sender))
    receivers = [*addresses(incoming.mail, "To"), *addresses(incoming.mail, "Cc")]
    is_to_us = all(is_of_our_house(receiver.address, own) for receiver in receivers)
    return is_to_us if is_own else is_program(incoming.sender)


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
    return address in own_addresses(mailbox) or is_a_user(address)


def own_addresses(mailbox: Mailbox) -> set[str]:
    sender = Sender.current()
    installation = parseaddr(mailing.default_sender())[1]
    return {address.lower() for address in (sender.address, sender.reply_to, mailbox.user, installation) if address}


def is_of_our_house(address: str, own: set[str]) -> bool:
    """Its domain is ours, or lies in ours: that of a web server, most often."""
    domain = address.rpartition("@")[2]
    ours = {known.rpartition("@")[2] for known in own} - OF_EVERYBODY
    return address in own or any(domain == house or domain.endswith(f".{house}") for house in ours)


def _is_another(person: HeaderAddress, own: set[str]) -> bool:
    return not is_of_our_house(person.address, own) and not is_a_user(person.address)


def is_a_user(address: str) -> bool:
    return User.objects.filter(email=address).exists()
