import pghistory
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StageQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None).order_by("position", "pk")

    def open(self):
        return self.in_use().filter(kind=Stage.Kind.OPEN)

    def first_open(self) -> "Stage":
        return self.open().first()

    def the(self, kind: str) -> "Stage":
        """The first stage of a kind: where a win or a loss goes."""
        return self.in_use().filter(kind=kind).first()


@pghistory.track()
class Stage(models.Model):
    """One step of how this business sells. The kind says whether an opportunity there is open, won or lost."""

    class Kind(models.TextChoices):
        OPEN = "open", _("Open")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")

    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind, default=Kind.OPEN)
    position = models.PositiveIntegerField(default=0)
    promise = models.CharField(_("what we do here"), max_length=120, blank=True)
    promise_days = models.PositiveSmallIntegerField(_("within days"), null=True, blank=True, validators=[MinValueValidator(1)])
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

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

    def retire(self) -> None:
        """Take it off the board. Raises StageInUse while opportunities stand in it, or when it is the last of its kind."""
        others = Stage.objects.in_use().filter(kind=self.kind).exclude(pk=self.pk)
        if self.opportunities.exists() or not others.exists():
            raise StageInUse
        self.retired_at = timezone.now()
        self.save(update_fields=["retired_at"])

    @classmethod
    @transaction.atomic
    def reorder(cls, ids: list[int]) -> None:
        for position, pk in enumerate(ids, 1):
            cls.objects.filter(pk=pk).exclude(position=position).update(position=position)


class StageInUse(Exception):
    """Opportunities stand in that stage, or it is the last one of its kind. Move them first."""


class LostReasonQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None).order_by("position", "pk")


@pghistory.track()
class LostReason(models.Model):
    """Why an opportunity was lost, in the business's own words."""

    name = models.CharField(_("reason"), max_length=80, unique=True)
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = LostReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lost reason")
        verbose_name_plural = _("lost reasons")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name
