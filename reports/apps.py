from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """What the apps below learn here: the navigation its reports, the list of leads how far leads came and who sells them."""
        from accounts import navigation
        from leads import selling
        from leads import way as asked
        from reports.core.menu import report_groups
        from reports.letter import post as letter_mail  # noqa: F401 (the letter is a chore)
        from reports.metrics import owners, progress

        navigation.REPORT_GROUPS[:] = report_groups()
        asked.answer(steps=progress.choices, leads=progress.leads_where)
        selling.answer(people=owners.choices, leads=owners.leads_of)
