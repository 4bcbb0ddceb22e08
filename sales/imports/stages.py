"""What a stage in a file is here."""

from django.db import transaction
from django.utils.translation import gettext as _

from leads.imports.questions.choices import LOST, OPEN, WON, outcome_in
from leads.models.source import name_key, tidy_name
from sales.builtins import ensure_stages
from sales.models import LostReason, Stage

LONGEST = Stage._meta.get_field("name").max_length
CLOSED = (WON, LOST)


class Stages:
    """Answers are won, lost, open (a stage of their name is made) or the name of an open stage of ours."""

    def __init__(self):
        ensure_stages()
        self.kinds = {name_key(stage.name): stage.kind for stage in Stage.objects.all()}
        self.names = [stage.name for stage in Stage.objects.open()]

    def known(self, text: str) -> str | None:
        key = name_key(text)
        if key in (OPEN, *CLOSED):
            return key
        kind = self.kinds.get(key)
        return kind if kind in CLOSED else text if kind else None

    def choices(self, text: str = "") -> list[tuple[str, str]]:
        new = _("Open: a new stage “%(name)s”") % {"name": text[:LONGEST]} if text else _("Open: a new stage of that name")
        ours = [(name, _("Open: our stage “%(name)s”") % {"name": name}) for name in self.names]
        return [(WON, _("Won")), (LOST, _("Lost")), (OPEN, new), *ours]

    def proposal(self, text: str) -> str:
        """Won or lost where it says so, else our stage whose name is part of theirs (`New Lead`: `New`), else a new one."""
        said = outcome_in(text)
        words = set(name_key(text).split())
        ours = next((name for name in self.names if words >= set(name_key(name).split())), "")
        return ours or said if said == OPEN else said


class StageBook:
    """The stages and reasons of one run, made where they are missing. Nothing is made until a row needs it."""

    def __init__(self):
        ensure_stages()
        self.stages = {name_key(stage.name): stage for stage in Stage.objects.order_by("-retired_at", "-position")}
        self.first, self.won, self.lost = Stage.objects.first_open(), Stage.objects.the(WON), Stage.objects.the(LOST)
        self.reasons = {name_key(reason.name): reason for reason in LostReason.objects.all()}

    def of(self, draft) -> Stage:
        """Where the row puts its opportunity."""
        if draft.outcome in CLOSED:
            return self.won if draft.outcome == WON else self.lost
        name = draft.stage_text if draft.stage == OPEN else draft.stage
        if not name or draft.stage in CLOSED or name_key(name) == OPEN:
            return self.first
        return self.named(name)

    def named(self, name: str) -> Stage:
        """The open stage of that name, made where there is none."""
        return self._open(tidy_name(name)[:LONGEST].rstrip())

    def reason(self, text: str) -> LostReason | None:
        """A reason of theirs is kept for what was lost, and not offered for what will be."""
        if not text:
            return None
        key = name_key(text)
        if key not in self.reasons:
            reason = LostReason.add(text)
            reason.retire()
            self.reasons[key] = reason
        return self.reasons[key]

    def _open(self, name: str) -> Stage:
        """An open stage of that name; one called so that is not open leaves the row in the first."""
        key = name_key(name)
        if key not in self.stages:
            with transaction.atomic():
                self.stages[key] = Stage.add(name)
        return self.stages[key] if self.stages[key].is_open else self.first
