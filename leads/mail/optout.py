"""Who wants no mail from us. It belongs to the address, see `leads.models.MailAddress`."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leads.mail.listeners import tell
from leads.models import ErasedKey, MailAddress, Message
from leads.models.mail_address import address_key

How = MailAddress.How


def has_opted_out(address: str) -> bool:
    """Also of an address that was erased since, until we hear of it again."""
    row = MailAddress.objects.among([address]).first()
    return row.is_opted_out if row else ErasedKey.has(ErasedKey.Kind.OPT_OUT, address_key(address))


@transaction.atomic
def opt_out(address: str, *, how: str, by=None, note: str = "") -> bool:
    """No more mail to it: what is queued is stopped too. Returns whether that is new; otherwise nothing is written."""
    row = MailAddress.locked(address)
    if row.is_opted_out:
        return False
    row.opted_out_at, row.opted_out_how, row.opted_out_by, row.note = timezone.now(), how, by, note
    row.lifted_at = row.lifted_by = None
    row.save()
    Message.objects.outgoing().filter(address=row.key).stop(_("They asked for no more e-mail."))
    tell("opted_out", row)
    return True


@transaction.atomic
def lift(address: str, *, by, note: str) -> bool:
    """They may be written to again, for the reason in `note`. What was stopped stays stopped."""
    row = MailAddress.locked(address)
    if not row.is_opted_out:
        return False
    row.opted_out_at, row.opted_out_how, row.opted_out_by, row.note = None, "", None, note
    row.lifted_at, row.lifted_by = timezone.now(), by
    row.save()
    return True
