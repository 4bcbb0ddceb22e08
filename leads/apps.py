from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "leads"

    def ready(self):
        """Name the regular work of this room, and let the timeline show mail."""
        from leads import merging
        from leads.duplicates import finding  # noqa: F401 (looking for duplicates is a chore)
        from leads.importing import enquiries, kinds, registry, senders
        from leads.importing.columns import asked
        from leads.importing.own import kind as own_list
        from leads.mail import chores, tasks, timeline  # noqa: F401 (sending is a chore)
        from leads.merging.history import mergers
        from leads.referrals import ReferralPart
        from leads.timeline import contribute

        merging.register(ReferralPart())
        kinds.register(enquiries.KIND)
        kinds.register(own_list.KIND)
        registry.register(senders.Senders())
        asked.register()
        contribute(timeline.messages)
        contribute(mergers)
