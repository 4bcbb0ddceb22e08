"""Write a batch of rows: new leads in bulk, known ones through their verbs."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.copying import RowMaker, copy_rows, number
from leads.importing.drafts import Draft
from leads.importing.known import Known, Match
from leads.importing.names import Names
from leads.importing.registry import registered
from leads.importing.rounds import rounds
from leads.importing.taking_back import bring_again
from leads.importing.updates import how_known_of, touch, update, with_what_differs
from leads.models import Contact, ContactEmail, ContactPhone, Import, ImportedLead, Lead, State
from leads.phones import Phone

CREATED, UPDATED, TOUCHED, SKIPPED, REFUSED = "created", "updated", "touched", "skipped", "refused"
new_lead, new_contact = RowMaker(Lead), RowMaker(Contact)
new_phone, new_email, new_link = RowMaker(ContactPhone), RowMaker(ContactEmail), RowMaker(ImportedLead)


@dataclass(frozen=True)
class New:
    lead: Lead
    draft: Draft


class Writer:
    """One a run. `forget` after a transaction failed: the names it remembers may have been undone."""

    def __init__(self, *, by, file: Import | None = None, system: str = ""):
        self.by, self.file, self.system = by, file, system
        self.reads = tuple(name for each in registered for name in each.reads)
        self.forget()

    def forget(self) -> None:
        self.names = Names()
        self.handlers = [each.begin(by=self.by) for each in registered]

    def pass_over(self, draft: Draft) -> None:
        """A lead is known by what is stored of it."""

    @transaction.atomic
    def write(self, drafts: list[Draft]) -> list[tuple[Draft, str]]:
        """What became of each row: created, updated, touched, skipped or refused."""
        done = {draft.row: verb for batch in rounds(drafts) for draft, verb in self._write_unrelated(batch)}
        return [(draft, done[draft.row]) for draft in drafts]

    def _write_unrelated(self, drafts: list[Draft]) -> list[tuple[Draft, str]]:
        known = Known(drafts, system=self.system, reads=self.reads)
        if back := self._bring_again(known, drafts):
            known = Known(drafts, system=self.system, reads=self.reads)
        done, new = [], []
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
                new.append(New(self._lead(draft, match.contact, source=source, campaign=campaign), draft))
            done.append((draft, verb or CREATED))
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

    def _lead(self, draft: Draft, contact: Contact | None, *, source, campaign) -> Lead:
        if contact is None and draft.is_somebody:
            contact = new_contact(**draft.about_them)
            contact.call(name=draft.name, company=draft.company)
        lead = new_lead(
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
            notes=with_what_differs(draft.notes, draft, contact),
        )
        if not draft.external_id:
            lead.key = draft.key
        # An unsaved contact is let in by setting the cache: its key is there before the lead is stored.
        lead.contact = contact
        for handler in self.handlers:
            if handler.wants(draft):
                handler.shape(lead, draft)
        return lead

    def _add(self, new: list[New]) -> None:
        people = [each for each in new if each.lead.contact is not None and each.lead.contact.pk is None]
        fresh = {id(each) for each in people}
        number(each.lead.contact for each in people)
        for each in new:
            contact = each.lead.contact
            each.lead.contact = contact
            if contact is not None and id(each) not in fresh:
                contact.add_ways(phones=each.draft.phones, emails=each.draft.emails)
        copy_rows([each.lead.contact for each in people])
        copy_rows([new_phone(contact_id=each.lead.contact_id, **_columns(phone)) for each in people for phone in each.draft.phones])
        copy_rows([new_email(contact_id=each.lead.contact_id, address=to, key=to.lower()) for each in people for to in each.draft.emails])
        copy_rows([each.lead for each in new])
        if self.file:
            copy_rows([new_link(file_id=self.file.pk, lead_id=each.lead.pk) for each in new])
        for handler in self.handlers:
            rows = [(each.lead, each.draft) for each in new if handler.wants(each.draft)]
            if rows:
                handler.add(rows, by=self.by)


def _columns(phone: Phone) -> dict[str, str]:
    return {"e164": phone.e164, "extension": phone.extension, "as_typed": phone.as_typed, "digits": phone.digits}
