"""Who mail to leads comes from."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr

from accounts import mailing
from accounts.models import Business
from leads.models import MailSettings


@dataclass(frozen=True)
class Sender:
    name: str
    address: str
    reply_to: str = ""

    @classmethod
    def current(cls) -> "Sender":
        """As set in Settings → E-mail; what was left empty there comes from the installation and the business. Three queries at most."""
        stored, business = MailSettings.current(), Business.current()
        address = stored.from_address or parseaddr(mailing.default_sender())[1]
        return cls(stored.from_name or business.name, address, stored.reply_to)

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2] or "leadtrack.invalid"

    @property
    def header(self) -> str:
        """The From header: name and address, the name quoted where it has to be."""
        local, _at, domain = self.address.rpartition("@")
        return str(Address(" ".join(self.name.split()), local, domain))

    @property
    def answers_go_to(self) -> str:
        return self.reply_to or self.address
