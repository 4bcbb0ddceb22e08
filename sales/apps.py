from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "sales"

    def ready(self):
        """Tell the room below what to call when a lead changes: leads never imports sales."""
        from leads import contact_changes, mail, merging, reachable, referrals
        from leads.export.columns import register as add_columns
        from leads.importing import asked, kinds, newcomers, registry
        from leads.importing.own.restoring import restorers
        from leads.mail.outbound.drafts import offer
        from leads.merging import contacts
        from leads.timeline import contribute
        from sales import export
        from sales.clients import thanks
        from sales.hand_off.transfer import let_go
        from sales.importing import own_list, undo
        from sales.importing.handing_over import HandingOver
        from sales.importing.rows import SalesRows
        from sales.importing.sales_file.kind import KIND, PRODUCTS
        from sales.importing.stages import Stages
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

        contact_changes.follow(take_along)
        contact_changes.follow(thanks.moved)
        referrals.follow(thanks.settle)
        merging.register(SalesPart())
        contacts.register(NotNowPart())
        asked.readers["stage"] = Stages
        registry.register(SalesRows())
        registry.register(HandingOver())
        kinds.register(KIND)
        undo.register()
        newcomers.NAMED["product"] = PRODUCTS
        reachable.follow(let_go)
        contribute(timeline.stage_changes)
        contribute(timeline.sales)
        contribute(sequences)
        entering.follow(entered)
        mail.register(SequencesListen())
        offer(drafts)
        add_columns(export.PART)
        restorers.append(own_list.restore)
