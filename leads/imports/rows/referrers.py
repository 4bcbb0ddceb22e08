"""Who sent an imported lead: somebody we know by an id of theirs elsewhere, an address, a number, or their name."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Business
from leads.contacts.referrals import survivor
from leads.imports.rows.drafts import Draft
from leads.models import Contact, Lead
from leads.models.contact import sort_key
from leads.phones import parse_phone


class Senders:
    """What is registered with the importer."""

    reads = ()

    def begin(self, *, by) -> "Handler":
        return Handler()


class Handler:
    """Remembers whom it found, and asks again for whom it did not: they may come with a later row."""

    def __init__(self):
        self.found: dict[str, Contact] = {}

    def wants(self, draft: Draft) -> bool:
        return bool(draft.referred_by)

    def shape(self, lead: Lead, draft: Draft) -> None:
        """Looked for once all people of the batch are stored."""

    def add(self, rows: list[tuple[Lead, Draft]], *, by) -> None:
        sent = []
        for lead, draft in rows:
            lead.referred_by = self._sender(lead, draft)
            sent += [lead] if lead.referred_by else []
        Lead.objects.bulk_update(sent, ["referred_by"])

    def update(self, lead: Lead, draft: Draft, *, by) -> bool:
        sender = self._sender(lead, draft) if "referred_by" in draft.given else None
        return sender is not None and lead.edit(by=by, referred_by=sender)

    def finish(self, *, by) -> None:
        """Nothing was put off."""

    def _sender(self, lead: Lead, draft: Draft) -> Contact | None:
        """Warns where nobody fits, where several do, and where it is the lead's own person."""
        text = draft.referred_by
        people = [self.found[text]] if text in self.found else _people(text)
        if len(people) == 1 and people[0].pk != lead.contact_id:
            self.found[text] = people[0]
            return people[0]
        said = _("Sent by “%(who)s”: nobody here is known by that. Bring the row in again once they are.")
        if len(people) > 1:
            said = _("Sent by “%(who)s”: several people here are called so. Write a phone number, an address or an id.")
        elif people:
            said = _("Sent by “%(who)s”: nobody sends themselves.")
        draft.warnings.append(said % {"who": text[:60]})
        return None


def _people(text: str) -> list[Contact]:
    """By the first of these that fits anybody: id, address or number, name or company."""
    of_id = Lead.objects.filter(external_id=text, contact__isnull=False).select_related("contact__merged_into").first()
    if of_id:
        return [survivor(of_id.contact)]
    ways = {"emails": [text]} if "@" in text else {"phones": [parse_phone(text, country=Business.current().country)]}
    reached = list(Contact.objects.reached_by(**ways)[:1])
    key = sort_key(text)
    return reached or list(Contact.objects.current().filter(Q(sort_name=key) | Q(company_key=key))[:2] if key else ())
