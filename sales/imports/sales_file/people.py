"""Who bought: somebody we know by an id, a number, an address, or by name and company; else somebody new."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from leads.contacts.matching import Owners, Way, is_somebody_else, shares
from leads.imports.rows.drafts import Draft
from leads.models import Contact, Lead
from leads.models.contact import sort_key


class People:
    """Remembers whom it found and made for as long as a run lasts. A few queries a batch.

    `system`: the program whose ids the file has.
    """

    def __init__(self, *, system: str = ""):
        self.system = system
        self.by_id: dict[str, Contact] = {}
        self.owners = Owners()
        self.asked_for: set[Way] = set()
        self.named: dict[str, list[Contact]] = {}

    def load(self, drafts: list[Draft]) -> None:
        ids = {draft.external_id for draft in drafts if draft.external_id} - self.by_id.keys()
        leads = Lead.objects.filter(external_system=self.system, external_id__in=ids).select_related("contact", "merged_into__contact")
        for lead in leads if ids else ():
            contact = lead.merged_into.contact if lead.merged_into else lead.contact
            if contact and contact.merged_into_id is None and contact.withdrawn_at is None:
                self.by_id[lead.external_id] = contact
        ways = {way for draft in drafts for way in draft.ways} - self.asked_for
        self.asked_for |= ways
        self.owners.add(Owners.of(ways))
        self._load_names({key for draft in drafts for key in _keys(draft)} - self.named.keys())

    def _load_names(self, keys: set[str]) -> None:
        if not keys:
            return
        self.named |= {key: [] for key in keys}
        for contact in (
            Contact.objects.current()
            .filter(Q(sort_name__in=keys) | Q(company_key__in=keys))
            .order_by("pk")
            .prefetch_related("phones", "emails")
        ):
            self._file(contact)

    def _file(self, contact: Contact) -> None:
        for key in {contact.sort_name, contact.company_key} - {""}:
            known = self.named.setdefault(key, [])
            if contact.pk not in [each.pk for each in known]:
                known.append(contact)

    def find(self, draft: Draft) -> Contact | None:
        """Somebody we know. Raises ValidationError when only the name says who it is, and several are called so."""
        if draft.external_id in self.by_id:
            return self._with_id(draft)
        matches = self.owners.match(draft.stated)
        draft.warnings += [shares(way, contact) for contact, way in matches.sharing]
        if matches.people:
            return matches.people[0]
        found = self._called(draft)
        if len(found) > 1:
            told = {"name": draft.name or draft.company, "n": len(found)}
            raise ValidationError(_("%(n)s people here are called “%(name)s”. Add a phone number, an address or an id.") % told)
        if found and not (draft.name and draft.company):
            draft.warnings.append(_("Known by the name alone: %(name)s. Check that it is the same.") % {"name": found[0]})
        return found[0] if found else None

    def _with_id(self, draft: Draft) -> Contact:
        """Raises ValidationError when the id is that of somebody called otherwise, of whom the row says nothing else."""
        contact = self.by_id[draft.external_id]
        is_reached = any(contact in self.owners.contacts.get(way, ()) for way in draft.ways)
        if not is_reached and is_somebody_else(draft.stated, contact):
            told = {"id": draft.external_id, "who": contact}
            raise ValidationError(_("The id %(id)s is that of %(who)s here. If the ids come from another program, say which.") % told)
        return contact

    def _called(self, draft: Draft) -> list[Contact]:
        """Those who fit all that the row says of the name.

        Where it has a number or an address that nobody has, the name alone tells only of whom neither is known: others of that
        name are others.
        """
        keys, is_full = _keys(draft), bool(draft.name and draft.company)
        found = self.named.get(keys[0], []) if keys else []
        name, company = sort_key(draft.name), sort_key(draft.company)
        fitting = [each for each in found if name in ("", each.sort_name) and company in ("", each.company_key)]
        return [each for each in fitting if is_full or not draft.ways or not (each.main_phone or each.main_email)]

    def make(self, draft: Draft) -> Contact:
        contact = Contact.make(name=draft.name, company=draft.company, phones=draft.phones, emails=draft.emails)
        self.keep(draft, contact)
        self._file(contact)
        return contact

    def keep(self, draft: Draft, contact: Contact) -> None:
        """The next row that names them so is about them too."""
        if draft.external_id:
            self.by_id.setdefault(draft.external_id, contact)
        self.owners.add(Owners({way: [contact] for way in draft.ways}))


def _keys(draft: Draft) -> list[str]:
    return [key for key in (sort_key(draft.name), sort_key(draft.company)) if key]
