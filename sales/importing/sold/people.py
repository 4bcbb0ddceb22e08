"""Who bought: somebody we know by an id, a number, an address, or by name and company; else somebody new."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from leads.importing.drafts import Draft
from leads.importing.known import people_of
from leads.models import Contact, Lead
from leads.models.contact import sort_key


class People:
    """Remembers whom it found and made for as long as a run lasts. A few queries a batch."""

    def __init__(self):
        self.by_id: dict[str, Contact] = {}
        self.by_way: dict[tuple[str, ...], Contact] = {}
        self.named: dict[str, list[Contact]] = {}

    def load(self, drafts: list[Draft]) -> None:
        ids = {draft.external_id for draft in drafts if draft.external_id} - self.by_id.keys()
        for lead in Lead.objects.filter(external_id__in=ids).select_related("contact", "merged_into__contact") if ids else ():
            contact = lead.merged_into.contact if lead.merged_into else lead.contact
            if contact and contact.merged_into_id is None:
                self.by_id[lead.external_id] = contact
        ways = {way for draft in drafts for way in draft.ways} - self.by_way.keys()
        self.by_way |= people_of(ways) if ways else {}
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
            return self.by_id[draft.external_id]
        known = [self.by_way[way] for way in draft.ways if way in self.by_way]
        if known:
            return min(known, key=lambda each: each.pk)
        found = self._called(draft)
        if len(found) > 1:
            told = {"name": draft.name or draft.company, "n": len(found)}
            raise ValidationError(_("%(n)s people here are called “%(name)s”. Add a phone number, an address or an id.") % told)
        if found and not (draft.name and draft.company):
            draft.warnings.append(_("Known by the name alone: %(name)s. Check that it is the same.") % {"name": found[0]})
        return found[0] if found else None

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
        for way in draft.ways:
            self.by_way.setdefault(way, contact)


def _keys(draft: Draft) -> list[str]:
    return [key for key in (sort_key(draft.name), sort_key(draft.company)) if key]
