"""What we know of the addresses of a contact."""

from dataclasses import dataclass

from leads.mail.optout import has_opted_out
from leads.models import Contact, Lead, MailAddress
from leads.models.mail_address import address_key


@dataclass(frozen=True)
class Known:
    """`row` is None for one of which nothing is known, which is usual."""

    address: str
    row: MailAddress | None

    @property
    def key(self) -> str:
        return address_key(self.address)

    @property
    def is_opted_out(self) -> bool:
        return bool(self.row and self.row.is_opted_out)

    @property
    def is_failing(self) -> bool:
        return bool(self.row and self.row.is_failing)


def addresses_of(contact: Contact | None) -> list[Known]:
    """One query beside that of the addresses themselves."""
    emails = list(contact.emails.all()) if contact else []
    rows = {row.key: row for row in MailAddress.objects.among([each.address for each in emails])} if emails else {}
    return [Known(each.address, rows.get(address_key(each.address))) for each in emails]


def address_for(lead: Lead, *, named: str = "") -> str:
    """The named address, if it is of the person or wrote to this lead and wants mail; "" for any other. None named: the person's first.

    Four queries at most.
    """
    free = [known.address for known in addresses_of(lead.contact) if not known.is_opted_out]
    if not named:
        return next(iter(free), "")
    if not has_opted_out(named):
        free += lead.messages.incoming().values_list("address", flat=True).distinct()
    return next((address for address in free if address_key(address) == address_key(named)), "")
