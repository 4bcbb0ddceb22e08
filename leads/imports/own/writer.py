"""Writes the rows of our own list: known leads are brought up to date, others come back, rows without our id go in as any others."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from leads.imports.own.changes import ELSEWHERE, OF_THE_PERSON, bring_up_to_date, changed_columns, texts_now
from leads.imports.own.restoring import Restoring
from leads.imports.own.rows import OwnDraft, OwnDrafts
from leads.imports.plan import Plan
from leads.imports.questions.choices import LOST, OPEN, WON, readers
from leads.imports.rows.batches import CREATED, SKIPPED, UPDATED, Writer
from leads.imports.table import Table
from leads.imports.undo.taking_back import bring_again
from leads.models import Import, ImportedLead, Lead


class OwnWriter(Writer):
    """`before`: what our list said of the people of earlier rows, before the file changed them: one of two rows of a person may
    have been mended, and the other must not put it back. Of those it changed that is noted with the file, for a run that goes on.
    """

    def __init__(self, table: Table, plan: Plan, *, by: User | None, file: Import | None = None):
        self.reader = OwnDrafts(table, plan)
        self.before: dict[int, dict[str, str]] = {}
        for notes in file.notes() if file else ():
            self.before |= {int(contact): texts for contact, texts in notes.items()}
        super().__init__(by=by, file=file, system=plan.system)

    def forget(self) -> None:
        super().forget()
        self.changed: set[int] = set()
        self.reader.names = self.names
        self.restoring = Restoring(self.reader, by=self.by)

    @transaction.atomic
    def write(self, drafts: list[OwnDraft]) -> list[tuple[OwnDraft, str]]:
        strangers = [draft for draft in drafts if not _is_uuid(draft.lead_id)]
        done = {draft.row: verb for draft, verb in super().write(strangers)} if strangers else {}
        ours = [draft for draft in drafts if draft.row not in done]
        known = _known(ours, reads=self.reads)
        if back := bring_again(known.values(), file=self.file, by=self.by):
            known = _known(ours, reads=self.reads)
        now, new = texts_now(known.values()), {}
        for draft in ours:
            lead = known.get(draft.lead_id)
            if lead is None and draft.lead_id in new:
                done[draft.row] = SKIPPED
            elif lead is None:
                source = self.names.source(draft.source)
                new[draft.lead_id] = (draft, source, self.names.campaign(draft, source))
                done[draft.row] = CREATED
            else:
                verb = self._bring_up_to_date(lead, draft, now[draft.lead_id])
                done[draft.row] = UPDATED if lead.pk in back else verb
        self._note_changed()
        self._restore(list(new.values()))
        for handler in self.handlers:
            handler.finish(by=self.by)
        return [(draft, done[draft.row]) for draft in drafts]

    def _bring_up_to_date(self, lead: Lead, draft: OwnDraft, now: dict[str, str]) -> str:
        person = self.before.setdefault(lead.contact_id, {name: now[name] for name in OF_THE_PERSON}) if lead.contact_id else {}
        changed = changed_columns(draft, now | person)
        if not changed:
            return SKIPPED
        source = self.names.source(draft.source)
        campaign = self.names.campaign(draft, source or lead.source) if draft.campaign else None
        did = bring_up_to_date(lead, draft, changed, by=self.by, source=source, campaign=campaign)
        did = self._elsewhere(lead, draft, changed) or did
        if did and person:
            self.changed.add(lead.contact_id)
        return UPDATED if did else SKIPPED

    def _note_changed(self) -> None:
        changed, self.changed = self.changed, set()
        if self.file and changed:
            self.file.keep_notes({str(contact): self.before[contact] for contact in changed})

    def _elsewhere(self, lead: Lead, draft: OwnDraft, changed: set[str]) -> bool:
        """What higher apps know of the lead."""
        draft.given = changed & set(ELSEWHERE)
        if not draft.given:
            return False
        known = readers["stage"]().known(draft.deal_stage)
        draft.stage, draft.stage_text, draft.amount = known or OPEN, draft.deal_stage, draft.value
        draft.outcome = known if known in (WON, LOST) else ""
        draft.given |= {"amount"} if "value" in changed else set()
        return any([handler.update(lead, draft, by=self.by) for handler in self.handlers if handler.wants(draft)])

    def _restore(self, rows: list) -> None:
        if rows:
            try:
                leads = self.restoring.add(rows)
            except (ValueError, ArithmeticError) as error:
                raise ValidationError(_("A cell that is a list cannot be read: %(reason)s") % {"reason": error}) from error
            if self.file:
                ImportedLead.objects.bulk_create(ImportedLead(file=self.file, lead=lead) for lead in leads)
        self.restoring.name_referrers()


class OwnReview:
    """How many leads of the rows are here."""

    def __init__(self, plan: Plan):
        self.plan = plan

    def __call__(self, drafts: list[OwnDraft]) -> int:
        return len(_known(drafts, reads=()))


def _known(drafts: list[OwnDraft], *, reads: tuple[str, ...]) -> dict[str, Lead]:
    ids = [draft.lead_id for draft in drafts if _is_uuid(draft.lead_id)]
    leads = Lead.objects.filter(pk__in=ids).select_related("contact", "source", "campaign")
    return {str(lead.pk): lead for lead in leads.prefetch_related("contact__phones", "contact__emails", "touches", *reads)}


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
