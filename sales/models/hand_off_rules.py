from collections.abc import Iterable
from datetime import datetime, timedelta

import pghistory
from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Business
from accounts.working_hours import add_working
from leads.models import Source

NO_PROMISE = 0


class Assignment(models.TextChoices):
    """Who answers a lead that was handed to nobody in particular."""

    BY_HAND = "by_hand", _("Nobody: it waits for whoever in sales takes it first")
    ROUND_ROBIN = "round_robin", _("Each in sales in turn")
    FEWEST_OPEN = "fewest_open", _("Whoever in sales has the fewest open")


@pghistory.track(exclude=["last_turn"])
class HandOffRules(models.Model):
    """How this business hands leads over: by when sales answers, who does, and which leads go automatically. One row at most."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    respond_minutes = models.PositiveIntegerField(_("answer within"), default=240, help_text="Working time; 0: no promise.")
    assignment = models.CharField(_("who answers"), max_length=12, choices=Assignment, default=Assignment.BY_HAND)
    automatic = models.BooleanField(_("leads hand themselves over"), default=False)
    last_turn = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)

    class Meta:
        verbose_name = _("hand-off rules")
        verbose_name_plural = _("hand-off rules")
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_set_of_hand_off_rules")]

    def __str__(self) -> str:
        return str(_("Hand-off"))

    @classmethod
    def current(cls) -> "HandOffRules":
        """The rules, or unsaved ones with the defaults. One query."""
        return cls.objects.first() or cls()

    @classmethod
    def held(cls) -> "HandOffRules":
        """The rules, their row locked until the transaction ends, so that turns are taken one after the other."""
        cls.objects.get_or_create(only=True)
        return cls.objects.select_for_update().get(only=True)

    @classmethod
    @transaction.atomic
    def put(cls, *, respond_minutes: int, assignment: str, automatic: bool, sources: dict[Source, dict]) -> None:
        """Set the rules, and for each source what is otherwise there: `respond_minutes` and `automatic`, None as the business has it."""
        rules = cls.held()
        told = {"respond_minutes": respond_minutes, "assignment": assignment, "automatic": automatic}
        if any(getattr(rules, name) != value for name, value in told.items()):
            cls.objects.filter(pk=rules.pk).update(**told)
        for source, own in sources.items():
            SourceRules.put(source, **own)

    def promise_for(self, source: Source | None) -> timedelta | None:
        """How long sales may take to answer a lead of `source`, in working time; None: no promise. One query."""
        minutes = SourceRules.of(source).respond_minutes
        minutes = self.respond_minutes if minutes is None else minutes
        return timedelta(minutes=minutes) if minutes != NO_PROMISE else None

    def due_at(self, source: Source | None, *, business: Business, at: datetime) -> datetime | None:
        promise = self.promise_for(source)
        return add_working(business, at, promise) if promise else None

    def lets_go(self, source: Source | None) -> bool:
        """Whether leads of `source` hand themselves over. One query."""
        told = SourceRules.of(source).automatic
        return self.automatic if told is None else told

    def letting_go(self, sources: Iterable[int | None]) -> set[int | None]:
        """Those of these sources, by their keys (None: no source), whose leads hand themselves over. One query."""
        rules = SourceRules.objects.filter(source__in=filter(None, sources), automatic__isnull=False)
        otherwise = dict(rules.values_list("source", "automatic"))
        return {source for source in sources if otherwise.get(source, self.automatic)}


@pghistory.track()
class SourceRules(models.Model):
    """What is otherwise for the leads of one source; None is as the business has it."""

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="hand_off_rules")
    respond_minutes = models.PositiveIntegerField(null=True, blank=True)
    automatic = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("hand-off rules of a source")
        verbose_name_plural = _("hand-off rules of sources")

    def __str__(self) -> str:
        return str(self.source)

    @classmethod
    def put(cls, source: Source, *, respond_minutes: int | None, automatic: bool | None) -> None:
        """The same as the business: no row."""
        found = cls.objects.filter(source=source).first()
        if respond_minutes is None and automatic is None:
            cls.objects.filter(source=source).delete()
        elif found is None:
            cls.objects.create(source=source, respond_minutes=respond_minutes, automatic=automatic)
        elif (found.respond_minutes, found.automatic) != (respond_minutes, automatic):
            found.respond_minutes, found.automatic = respond_minutes, automatic
            found.save(update_fields=["respond_minutes", "automatic"])

    @classmethod
    def of(cls, source: Source | None) -> "SourceRules":
        found = cls.objects.filter(source=source).first() if source else None
        return found or cls(source=source)
