from django.apps import AppConfig
from django.core.checks import Tags, register


class LeadTrackConfig(AppConfig):
    name = "leadtrack"

    def ready(self) -> None:
        from leadtrack.database.roles import check_history_is_kept

        register(check_history_is_kept, Tags.database)
