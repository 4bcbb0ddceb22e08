from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self):
        """The list of leads asks here how far leads came and who sells them: leads imports no floor above it."""
        from leads import selling
        from leads import way as asked
        from reports.letter import post as letter_mail  # noqa: F401 (the letter is a chore)
        from reports.metrics import owners as whose
        from reports.metrics import progress as way

        asked.answer(steps=way.choices, leads=way.leads_where)
        selling.answer(people=whose.choices, leads=whose.leads_of)
