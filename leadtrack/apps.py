from django.apps import AppConfig


class LeadTrackConfig(AppConfig):
    name = "leadtrack"
