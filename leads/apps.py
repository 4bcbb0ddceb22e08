from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "leads"

    def ready(self):
        """Name the scheduled jobs of this app, and let the timeline show mail and mergers."""
        from leads import hooks, merging
        from leads.contacts.referrals import ReferralPart
        from leads.duplicates import finding  # noqa: F401 (looking for duplicates is a chore)
        from leads.follow_ups.reminders import of_follow_ups
        from leads.imports import kinds, lead_file, row_handlers
        from leads.imports.columns import asked
        from leads.imports.own import kind as own_list
        from leads.imports.rows import referrers
        from leads.mail import chores, tasks, timeline  # noqa: F401 (sending is a chore)
        from leads.merging.history import mergers
        from leads.privacy import retention  # noqa: F401 (erasing whose time is over is a chore)

        merging.register(ReferralPart())
        kinds.register(lead_file.KIND)
        kinds.register(own_list.KIND)
        row_handlers.register(referrers.Senders())
        asked.register()
        hooks.reminder_readers.register(of_follow_ups)
        hooks.timeline_readers.register(timeline.messages)
        hooks.timeline_readers.register(mergers)
