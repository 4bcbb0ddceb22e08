"""The fixed values of fields that only LeadTrack has: they are written as we write them, or as a page labels them."""

from django.utils.translation import gettext as _

from leads.imports.questions.choices import readers
from leads.models import Disqualified, HowKnown, State
from leads.models.source import name_key


class OwnValues:
    """Known by our own value or label, else asked about."""

    def __init__(self, choices: list[tuple[str, str]]):
        self._choices = [(value, str(label)) for value, label in choices]

    def known(self, text: str) -> str | None:
        key = name_key(text)
        return next((value for value, label in self._choices if key in (value, name_key(label))), None)

    def choices(self, text: str = "") -> list[tuple[str, str]]:
        return [("", _("Not known")), *self._choices]

    def proposal(self, text: str) -> str:
        return ""


def register() -> None:
    for name, values in (("how_known", HowKnown), ("state", State), ("disqualified_for", Disqualified)):
        readers[name] = lambda choices=values.choices: OwnValues(choices)
