from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "sales"

    def ready(self):
        """Register what leads calls when a lead changes: it never imports sales."""
        from accounts.belongings import counters
        from leads import hooks, mail, merging
        from leads.export.columns import register as add_columns
        from leads.imports import kinds, row_handlers
        from leads.imports.own.restoring import restorers
        from leads.imports.questions import choices, new_names
        from leads.merging import contacts
        from sales import belongings, export, privacy
        from sales.clients import searching, thanks
        from sales.hand_off.transfer import let_go
        from sales.imports import own_list, undo
        from sales.imports.handing_over import HandingOver
        from sales.imports.rows import SalesRows
        from sales.imports.sales_file.kind import KIND, PRODUCTS
        from sales.imports.stages import Stages
        from sales.models import entering
        from sales.pipeline import timeline
        from sales.pipeline.merging import NotNowPart, SalesPart
        from sales.pipeline.recompute import take_along
        from sales.sequences import running  # noqa: F401 (what is due is a chore)
        from sales.sequences.drafts import drafts
        from sales.sequences.enrolling import entered
        from sales.sequences.events import SequencesListen
        from sales.sequences.timeline import sequences
        from sales.today import digest as _digest  # noqa: F401 (it is a scheduled job)
        from sales.today.reminders import of_first_contacts
        from sales.views.contact import page_of_lead

        if belongings.counted not in counters:
            counters.append(belongings.counted)
        hooks.contact_changed.register(take_along)
        hooks.contact_changed.register(thanks.moved)
        hooks.referrer_changed.register(thanks.settle)
        hooks.person_erased.register(privacy.close)
        privacy.register()
        merging.register(SalesPart())
        contacts.register(NotNowPart())
        choices.readers["stage"] = Stages
        row_handlers.register(SalesRows())
        row_handlers.register(HandingOver())
        kinds.register(KIND)
        undo.register()
        new_names.NAMED["product"] = PRODUCTS
        hooks.became_reachable.register(let_go)
        hooks.reminder_readers.register(of_first_contacts)
        hooks.timeline_readers.register(timeline.stage_changes)
        hooks.timeline_readers.register(timeline.sales)
        hooks.timeline_readers.register(sequences)
        hooks.lead_pages.register(page_of_lead)
        entering.follow(entered)
        mail.register(SequencesListen())
        hooks.letter_drafts.register(drafts)
        hooks.contact_searches.register(searching.by_invoice)
        hooks.contact_searches.register(searching.by_what_they_bought)
        add_columns(export.PART)
        restorers.append(own_list.restore)
