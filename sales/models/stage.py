import pghistory
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models.source import tidy_name


class Ordered(models.Model):
    """A row of a list that people name, put in order and retire. Retired ones stay for what already points at them."""

    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def next_position(cls) -> int:
        return (cls.objects.aggregate(last=models.Max("position"))["last"] or 0) + 1

    @classmethod
    def require_free(cls, name: str, *, besides: int | None = None) -> str:
        """The name with its spaces put right. Raises NameTaken when another one in use, or retired, is called that."""
        tidy = tidy_name(name)
        if cls.objects.annotate(key=Lower("name")).filter(key=tidy.lower()).exclude(pk=besides).exists():
            raise NameTaken(tidy)
        return tidy

    @classmethod
    @transaction.atomic
    def step(cls, row, *, up: bool) -> None:
        """One place up or down among those in use. At the end of the list it stays where it is."""
        rows = list(cls.objects.select_for_update().in_use())
        at = next((n for n, each in enumerate(rows) if each.pk == row.pk), None)
        to = None if at is None else at + (-1 if up else 1)
        if to is None or not 0 <= to < len(rows):
            return
        rows[at], rows[to] = rows[to], rows[at]
        cls.reorder([each.pk for each in rows])

    @classmethod
    @transaction.atomic
    def reorder(cls, ids: list[int]) -> None:
        for position, pk in enumerate(ids, 1):
            cls.objects.filter(pk=pk).exclude(position=position).update(position=position)

    def bring_back(self) -> None:
        if self.retired_at is not None:
            self.retired_at, self.position = None, self.next_position()
            self.save(update_fields=["retired_at", "position"])


class StageQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None).order_by("position", "pk")

    def open(self):
        return self.in_use().filter(kind=Stage.Kind.OPEN)

    def lanes(self):
        """The open stages, and retired ones in which something still stands, so that no card is ever out of sight."""
        filled = Exists(Stage.opportunities.rel.related_model.objects.filter(stage=OuterRef("pk")))
        return self.filter(Q(retired_at=None) | Q(filled), kind=Stage.Kind.OPEN).order_by("position", "pk")

    def first_open(self) -> "Stage":
        return self.open().first()

    def the(self, kind: str) -> "Stage":
        """The first stage of a kind: where a win or a loss goes."""
        return self.in_use().filter(kind=kind).first()

    def for_settings(self):
        """Retired ones last, each with how many opportunities stand in it."""
        return self.annotate(standing=Count("opportunities")).order_by(F("retired_at").asc(nulls_first=True), "position", "pk")


@pghistory.track()
class Stage(Ordered):
    """One step of how this business sells. The kind says whether an opportunity there is open, won or lost."""

    class Kind(models.TextChoices):
        OPEN = "open", _("Open")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")

    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind, default=Kind.OPEN)
    promise = models.CharField(_("what we do here"), max_length=120, blank=True)
    promise_days = models.PositiveSmallIntegerField(_("within days"), null=True, blank=True, validators=[MinValueValidator(1)])

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.kind == self.Kind.OPEN

    @property
    def was_used(self) -> bool:
        """Whether an opportunity ever stood in it: its kind is fixed then, since numbers were counted by it."""
        return self.opportunities.exists() or self.entries.exists()

    @classmethod
    @transaction.atomic
    def add(cls, name: str, *, kind: str = Kind.OPEN, promise: str = "", promise_days: int | None = None) -> "Stage":
        """At the end of its kind: an open one before the won ones. Raises NameTaken."""
        stage = cls.objects.create(
            name=cls.require_free(name), kind=kind, promise=promise, promise_days=promise_days, position=cls.next_position()
        )
        order = [cls.Kind.OPEN, cls.Kind.WON, cls.Kind.LOST]
        cls.reorder([each.pk for each in sorted(cls.objects.in_use(), key=lambda s: order.index(s.kind))])
        return stage

    def edit(self, **changes) -> bool:
        """Set name, kind, promise or its days. Raises NameTaken, and StageInUse for the kind of one that was used."""
        if "name" in changes:
            changes["name"] = Stage.require_free(changes["name"], besides=self.pk)
        different = {name: value for name, value in changes.items() if getattr(self, name) != value}
        if "kind" in different and (self.was_used or self.is_last_of_kind):
            raise StageInUse
        for name, value in different.items():
            setattr(self, name, value)
        if different:
            self.save(update_fields=list(different))
        return bool(different)

    @property
    def is_last_of_kind(self) -> bool:
        return not Stage.objects.in_use().filter(kind=self.kind).exclude(pk=self.pk).exists()

    @transaction.atomic
    def retire(self) -> None:
        """Take it off the board. Raises StageInUse while opportunities stand in it, or when it is the last of its kind."""
        locked = Stage.objects.select_for_update().get(pk=self.pk)
        if locked.opportunities.exists() or locked.is_last_of_kind:
            raise StageInUse
        if locked.retired_at is None:
            self.retired_at = timezone.now()
            self.save(update_fields=["retired_at"])


class StageInUse(Exception):
    """Opportunities stand in that stage, or it is the last one of its kind. Move them first."""


class NameTaken(Exception):
    """Another one in this list has that name."""


class LostReasonQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None).order_by("position", "pk")

    def for_settings(self):
        return self.annotate(used=Count("opportunities")).order_by(F("retired_at").asc(nulls_first=True), "position", "pk")


@pghistory.track()
class LostReason(Ordered):
    """Why an opportunity was lost, in the business's own words."""

    name = models.CharField(_("reason"), max_length=80, unique=True)

    objects = LostReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lost reason")
        verbose_name_plural = _("lost reasons")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def add(cls, name: str) -> "LostReason":
        """At the end of the list. Raises NameTaken."""
        return cls.objects.create(name=cls.require_free(name), position=cls.next_position())

    def rename(self, name: str) -> None:
        """Raises NameTaken when another reason is called that."""
        tidy = LostReason.require_free(name, besides=self.pk)
        if tidy != self.name:
            self.name = tidy
            self.save(update_fields=["name"])

    def retire(self) -> None:
        """No longer offered; what was lost for it keeps saying so."""
        if self.retired_at is None:
            self.retired_at = timezone.now()
            self.save(update_fields=["retired_at"])
