"""Mail to many: a newsletter, or what somebody wrote to a shared group of ours."""

import re

from leads.mail.inbound.requester import is_of_our_house, own_addresses
from leads.mail.parsing.headers import addresses, header
from leads.mail.parsing.incoming import Incoming
from leads.models import Mailbox

LIST_HEADERS = ("List-Id", "List-Post", "List-Unsubscribe", "Mailing-List")
OF_SENDERS = ("List-Unsubscribe-Post", "Feedback-ID", "X-CSA-Complaints", "X-Campaign", "X-CampaignId", "X-Mailgun-Sid", "X-SG-EID")
"""What those who send to many write, and groups and people do not."""


def is_newsletter(incoming: Incoming, mailbox: Mailbox) -> bool:
    """By what it is: a button for no more with the marks of a mailing, or a list of others, or addressed to nobody here.

    Every mail through a shared group of ours carries a List-Id and a button too, and is a customer's (unless it is a mailing).
    """
    mail = incoming.mail
    precedence = header(mail, "Precedence").lower()
    if precedence not in ("bulk", "list", "junk") and not any(header(mail, name) for name in LIST_HEADERS):
        return False
    own = own_addresses(mailbox) | mailbox.shared_addresses
    by_group = _is_of_our_group(incoming, own)
    marks = [name for name in OF_SENDERS if header(mail, name) and not (by_group and name == "List-Unsubscribe-Post")]
    is_mailing = precedence == "bulk" or marks
    if is_mailing and header(mail, "List-Unsubscribe"):
        return True
    is_of_others = precedence == "list" or any(header(mail, name) for name in LIST_HEADERS if name != "List-Unsubscribe")
    return not by_group and (is_of_others or not _is_addressed_to(incoming, own))


def _is_addressed_to(incoming: Incoming, own: set[str]) -> bool:
    receivers = [person for name in ("To", "Cc") for person in addresses(incoming.mail, name)]
    return any(is_of_our_house(person.address, own) for person in receivers)


def _is_of_our_group(incoming: Incoming, own: set[str]) -> bool:
    """By the address under List-Post, or by the List-Id: its address with a dot for the @, or an end of it that is our domain."""
    posts = re.findall(r"[^\s<>:;,]+@[^\s<>:;,?]+", f"{header(incoming.mail, 'List-Post')} {header(incoming.mail, 'Mailing-List')}".lower())
    ident = header(incoming.mail, "List-Id").rpartition("<")[2].rstrip("> ").lower()
    if any(is_of_our_house(post, own) for post in posts) or ident in {address.replace("@", ".") for address in own}:
        return True
    return "." in ident and is_of_our_house(f"list@{ident.partition('.')[2]}", own)
