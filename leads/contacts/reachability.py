"""When a lead can be worked: once there is a way to reach whoever asked.

That may be at its capture, when its card is filled in later, or when it is corrected; a lead that was put back, or turned out to be an
enquiry of its own, can be worked again.
"""

from accounts.models import User
from leads import hooks
from leads.models import Contact, ContactEmail, ContactPhone, Lead


def can_reach(contact: Contact | None) -> bool:
    """Whether there is a number or an address. Two queries at most."""
    if contact is None:
        return False
    return ContactPhone.objects.filter(contact=contact).exists() or ContactEmail.objects.filter(contact=contact).exists()


def announce(lead: Lead, *, by: User | None, before: bool = False) -> None:
    """Call `hooks.became_reachable` if the lead is with marketing and can be reached; `before`: it could be already."""
    if hooks.became_reachable and not before and lead.is_with_marketing and can_reach(lead.contact):
        for hook in hooks.became_reachable:
            hook(lead, by=by)
