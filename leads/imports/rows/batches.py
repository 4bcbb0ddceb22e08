"""Write a batch of rows: new leads in bulk, known ones through their verbs."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.copying import NewRows, RowMaker, copy_rows, keys
from accounts.ids import many_uuid7
from leads.imports.row_handlers import Handler, registered
from leads.imports.rows.drafts import Draft
from leads.imports.rows.matching import Known, Match
from leads.imports.rows.rounds import rounds
from leads.imports.rows.source_names import Names
from leads.imports.rows.updates import how_known_of, touch, update, with_what_differs
from leads.imports.undo.taking_back import bring_again
from leads.models import Contact, ContactEmail, ContactPhone, Import, ImportedLead, Lead, State

CREATED, UPDATED, TOUCHED, SKIPPED, REFUSED = "created", "updated", "touched", "skipped", "refused"
AT_ONCE = 250
"""New leads that PostgreSQL is given together: it stores them while the next are made."""
new_lead, new_contact = RowMaker(Lead), RowMaker(Contact)
CONTACT_OF_LEAD = Lead._meta.get_field("contact")


@dataclass(frozen=True)
class New:
    """`contact` is the lead's; one that is not stored yet is new as well. `handlers`: those that the row is anything to."""

    lead: Lead
    contact: Contact | None
    draft: Draft
    handlers: list[Handler]


class Writer:
    """One a run. `forget` after a transaction failed: the names it remembers may have been undone."""

    def __init__(self, *, by, file: Import | None = None, system: str = ""):
        self.by, self.file, self.system = by, file, system
        self.reads = tuple(name for each in registered for name in each.reads)
        self.forget()

    def forget(self) -> None:
        self.names = Names()
        self.phones = NewRows(ContactPhone, "contact_id", "e164", "extension", "digits", "as_typed")
        self.emails = NewRows(ContactEmail, "contact_id", "address", "key")
        self.links = NewRows(ImportedLead, "file_id", "lead_id")
        self.handlers = [each.begin(by=self.by) for each in registered]

    def pass_over(self, draft: Draft) -> None:
        """A lead is known by what is stored of it."""

    @transaction.atomic(savepoint=False)
    def write(self, drafts: list[Draft]) -> list[tuple[Draft, str]]:
        """What became of each row: created, updated, touched, skipped or refused."""
        done = {draft.row: verb for batch in rounds(drafts) for draft, verb in self._write_unrelated(batch)}
        return [(draft, done[draft.row]) for draft in drafts]

    def _write_unrelated(self, drafts: list[Draft]) -> list[tuple[Draft, str]]:
        known = Known(drafts, system=self.system, reads=self.reads)
        if back := self._bring_again(known, drafts):
            known = Known(drafts, system=self.system, reads=self.reads)
        done, new = [], []
        count = sum(not known.has(draft) for draft in drafts)
        self.keys, self.ids = keys(Contact, count=count), iter(many_uuid7(count))
        for draft in drafts:
            draft.client_type = self.names.client_type(draft.client_type)
            match = known.match(draft, source=self.names.expected_source(draft))
            if match.refusal:
                draft.refusal = match.refusal
                done.append((draft, REFUSED))
                continue
            source = self.names.source_of(draft)
            campaign = self.names.campaign(draft, source)
            verb = self._known(draft, match, source=source, campaign=campaign, back=back)
            if not verb:
                handlers = [handler for handler in self.handlers if handler.wants(draft)]
                lead = self._lead(draft, match.contact, source=source, campaign=campaign)
                for handler in handlers:
                    handler.shape(lead, draft)
                new.append(New(lead, lead.contact, draft, handlers))
            done.append((draft, verb or CREATED))
            if len(new) == AT_ONCE:
                self._add(new)
                new = []
        self._add(new)
        for handler in self.handlers:
            handler.finish(by=self.by)
        return done

    def _bring_again(self, known: Known, drafts: list[Draft]) -> set[UUID]:
        """Leads of these rows that were taken back with the file they came in: they count again. Not where a row is refused."""
        leads = {lead.pk: lead for lead in (*known.by_id.values(), *known.by_key.values()) if lead.state == State.WITHDRAWN}
        if leads:
            with_id = [
                known.of_its_id(draft, source=self.names.expected_source(draft)) for draft in drafts if draft.external_id in known.by_id
            ]
            refused = {match.lead.pk for match in with_id if match.refusal and match.lead}
            return bring_again([lead for pk, lead in leads.items() if pk not in refused], file=self.file, by=self.by)
        return set()

    def _known(self, draft: Draft, match: Match, *, source, campaign, back: set[UUID]) -> str:
        """Bring a known lead up to date; nothing when the row is a new one."""
        lead = match.lead or match.open_lead
        if lead is None:
            return ""
        is_back = lead.pk in back
        if lead.merged_into_id or lead.state == State.WITHDRAWN:
            draft.warnings.append(_("This lead was withdrawn or merged here; the row changes nothing."))
            return SKIPPED
        if match.is_same_row:
            return UPDATED if is_back else SKIPPED
        bring = update if match.lead else touch
        changed = bring(lead, draft, by=self.by, source=source, campaign=campaign)
        changes = [handler.update(lead, draft, by=self.by) for handler in self.handlers if handler.wants(draft)]
        if match.lead is None:
            return TOUCHED if changed or any(changes) else SKIPPED
        return UPDATED if changed or any(changes) or is_back else SKIPPED

    def _lead(self, draft: Draft, known: Contact | None, *, source, campaign) -> Lead:
        contact = known
        if contact is None and draft.is_somebody:
            contact = new_contact(id=next(self.keys), **draft.about_them)
            contact.call(name=draft.name, company=draft.company)
        lead = new_lead(
            id=next(self.ids),
            key=uuid4() if draft.external_id else draft.key,
            contact_id=contact.pk if contact else None,
            external_id=draft.external_id or None,
            external_system=self.system if draft.external_id else "",
            source_id=source.pk if source else None,
            campaign_id=campaign.pk if campaign else None,
            channel=draft.channel,
            how_known=how_known_of(draft, source),
            received_at=draft.received_at,
            logged_by_id=self.by.pk if self.by else None,
            owner_text=draft.owner,
            interest=draft.interest,
            notes=with_what_differs(draft.notes, draft, known) if known else draft.notes,
        )
        if contact is not None:
            CONTACT_OF_LEAD.set_cached_value(lead, contact)
        return lead

    def _add(self, new: list[New]) -> None:
        """Store new leads with all that is theirs. As many statements whatever their number, but for what a handler adds."""
        contacts = [each.contact for each in new if each.contact is not None]
        known = {contact.pk for contact in contacts if not contact._state.adding}
        for each in new:
            if each.contact is not None and each.contact.pk is None:  # of a handler
                each.contact.pk = next(self.keys)
                each.lead.contact = each.contact
        copy_rows([contact for contact in contacts if contact._state.adding])
        self._add_ways([each for each in new if each.contact is not None], known=known)
        copy_rows([each.lead for each in new])
        if self.file:
            for each in new:
                self.links.add(self.file.pk, each.lead.pk)
            self.links.store()
        for handler in self.handlers:
            rows = [(each.lead, each.draft) for each in new if handler in each.handlers]
            if rows:
                handler.add(rows, by=self.by)

    def _add_ways(self, new: list[New], *, known: set[int]) -> None:
        """Numbers and addresses the contacts do not have yet. `known`: those that may have some."""
        have = _ways_of(known) if known else set()
        for each in new:
            contact = each.contact.pk
            for phone in each.draft.phones:
                if (way := (contact, phone.e164, phone.extension, phone.digits)) not in have:
                    have.add(way)
                    self.phones.add(*way, phone.as_typed)
            for address in each.draft.emails:
                if (way := (contact, key := address.lower())) not in have:
                    have.add(way)
                    self.emails.add(contact, address, key)
        self.phones.store()
        self.emails.store()


def _ways_of(contacts: set[int]) -> set[tuple]:
    phones = ContactPhone.objects.filter(contact__in=contacts).values_list("contact_id", "e164", "extension", "digits")
    emails = ContactEmail.objects.filter(contact__in=contacts).values_list("contact_id", "key")
    return {*phones, *emails}
