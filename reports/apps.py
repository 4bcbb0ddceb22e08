from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """What the apps below learn here: the navigation its reports, the lead list its filters of progress and owner."""
        from accounts import navigation
        from leads import hooks
        from reports.core.menu import report_groups
        from reports.letter import post as letter_mail  # noqa: F401 (the letter is a chore)
        from reports.metrics import owners, progress

        navigation.REPORT_GROUPS[:] = report_groups()
        hooks.lead_filters["progress"] = hooks.LeadFilter(progress.choices, progress.leads_where)
        hooks.lead_filters["owner"] = hooks.LeadFilter(owners.choices, owners.leads_of)
