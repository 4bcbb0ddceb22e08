import unicodedata
from functools import lru_cache

import pghistory
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphens, and spaces without width."""


def tidy_name(name: str) -> str:
    """As it is stored: letters composed (Unicode NFC; macOS writes them apart), one space between words, nothing that nobody sees."""
    if not name.isascii():
        name = unicodedata.normalize("NFC", name.translate(UNSEEN))
    return " ".join(name.split())


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """What makes two names the same name: case, spacing and how accents are stored do not."""
    key = tidy_name(name).casefold()
    return key if key.isascii() else unicodedata.normalize("NFC", key)


class SourceQuerySet(models.QuerySet):
    def in_use(self):
        """Those offered for new leads, in the admin's order."""
        return self.filter(retired_at=None, merged_into=None).order_by("position", "pk")

    def listed(self):
        """All but the merged ones, retired ones last."""
        return self.filter(merged_into=None).order_by(models.F("retired_at").asc(nulls_first=True), "position", "pk")

    def named(self, name: str):
        return self.filter(key=name_key(name))

    def with_lead_counts(self):
        """`lead_count`: the leads of each that stand. One query, one aggregate."""
        standing = models.Q(leads__merged_into=None) & ~models.Q(leads__state="withdrawn")
        return self.annotate(lead_count=models.Count("leads", filter=standing))


@pghistory.track()
class Source(models.Model):
    """What made people come: an advert, a recommendation, a signboard.

    A merged source keeps its row and points at the one that took its leads, so that its old name still finds them.
    """

    class Kind(models.TextChoices):
        ORDINARY = "", _("Ordinary")
        UNKNOWN = "unknown", _("Unknown: asked, and they did not know")
        OWN_CLIENTS = "own_clients", _("Our own clients")
        REFERRAL = "referral", _("Recommendation")

    name = models.CharField(_("name"), max_length=80)
    key = models.CharField(max_length=160, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind, blank=True, default="", editable=False)
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=~models.Q(kind=""), name="one_source_of_each_built_in_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def add(cls, name: str, *, kind: str = "") -> "Source":
        """The source of that name, made when there is none; a merged name leads to the source that took it over."""
        source, made = cls.objects.get_or_create(
            key=name_key(name), defaults={"name": tidy_name(name), "kind": kind, "position": cls.next_position()}
        )
        if kind and not source.kind and not made:
            source.kind = kind
            source.save(update_fields=["kind"])
        return source.survivor

    @classmethod
    def next_position(cls) -> int:
        return (cls.objects.aggregate(last=models.Max("position"))["last"] or 0) + 1

    @property
    def survivor(self) -> "Source":
        return self.merged_into.survivor if self.merged_into else self

    def rename(self, name: str) -> None:
        """The same name: nothing is written. Raises SourceExists when another source is called that."""
        if Source.objects.named(name).exclude(pk=self.pk).exists():
            raise SourceExists(name)
        if self.name == tidy_name(name):
            return
        self.name, self.key = tidy_name(name), name_key(name)
        self.save(update_fields=["name", "key"])

    def retire(self) -> None:
        if self.retired_at is None:
            self.retired_at = timezone.now()
            self.save(update_fields=["retired_at"])

    def bring_back(self) -> None:
        if self.retired_at is not None:
            self.retired_at = None
            self.save(update_fields=["retired_at"])

    def what_a_merger_moves(self) -> dict[str, int]:
        """How many rows of each kind `merge_into` would give away. Four counts."""
        return {
            "leads": self.leads.count(),
            "touches": self.touches.count(),
            "campaigns": self.campaigns.count(),
            "spend": self.spend.count(),
        }

    @transaction.atomic
    def merge_into(self, other: "Source") -> None:
        """Give every lead, touch, campaign and all spend of this source to `other`; the history of each row says so.

        Raises:
            IllegalMerge: into itself, into a merged source, or out of a built-in one.
        """
        if other.pk == self.pk or other.merged_into_id or self.kind or self.merged_into_id:
            raise IllegalMerge
        self.leads.update(source=other)
        self.touches.update(source=other)
        self.campaigns.update(source=other)
        for spend in self.spend.all():
            spend.move_to(other)
        Source.objects.filter(merged_into=self).update(merged_into=other)
        self.merged_into, self.retired_at = other, self.retired_at or timezone.now()
        self.save(update_fields=["merged_into", "retired_at"])

    def step(self, *, up: bool) -> None:
        """One place up or down among those in use. At the end already: nothing is written."""
        ids = list(Source.objects.in_use().values_list("pk", flat=True))
        if self.pk not in ids:
            return
        at = ids.index(self.pk)
        to = at - 1 if up else at + 1
        if 0 <= to < len(ids):
            ids[at], ids[to] = ids[to], ids[at]
            Source.reorder(ids)

    @property
    def is_built_in(self) -> bool:
        return bool(self.kind)

    @classmethod
    @transaction.atomic
    def reorder(cls, ids: list[int]) -> None:
        """Put the sources in the order of `ids`; those not named follow in their present order."""
        rest = [pk for pk in cls.objects.listed().values_list("pk", flat=True) if pk not in ids]
        for position, pk in enumerate([*ids, *rest], 1):
            cls.objects.filter(pk=pk).exclude(position=position).update(position=position)


class SourceExists(Exception):
    """Another source has that name."""


class SourceFixed(Exception):
    """Leads or spend of this campaign came from its source, so it keeps it."""


class IllegalMerge(Exception):
    """A source cannot be merged into itself, into a merged one, or away when it is built in."""


class Channel(models.TextChoices):
    """How they reached us, or we them."""

    WALK_IN = "walk_in", _("At the counter")
    PHONE = "phone", _("On the phone")
    WEBSITE = "website", _("Website")
    EMAIL = "email", _("E-mail")
    MESSAGE = "message", _("Message")
    EVENT = "event", _("Event")
    OUTBOUND = "outbound", _("We contacted them")


class HowKnown(models.TextChoices):
    """How we know the source."""

    ASKED = "asked", _("Asked")
    TRACKED = "tracked", _("Tracked")
    ASSUMED = "assumed", _("Assumed")


class CampaignQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None).order_by(Lower("name"), "pk")

    def listed(self):
        """All, those in use first, with `lead_count`. One query, one aggregate."""
        standing = models.Q(leads__merged_into=None) & ~models.Q(leads__state="withdrawn")
        found = self.select_related("source").annotate(lead_count=models.Count("leads", filter=standing))
        return found.order_by(models.F("retired_at").asc(nulls_first=True), Lower("name"), "pk")

    def named(self, name: str):
        return self.annotate(lower_name=Lower("name")).filter(lower_name=tidy_name(name).lower())


@pghistory.track()
class Campaign(models.Model):
    """One push of one source: the spring leaflet, the June advert."""

    name = models.CharField(_("name"), max_length=80)
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="campaigns")
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [models.UniqueConstraint(Lower("name"), name="one_campaign_of_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_used(self) -> bool:
        """Whether leads or money hang on it: its source is fixed then, or the two would disagree."""
        return self.leads.exists() or self.spend.exists()

    def edit(self, **changes) -> bool:
        """Set name, source or days. Nothing different: nothing is written. Raises SourceFixed for the source of one in use."""
        different = {name: value for name, value in changes.items() if getattr(self, name) != value}
        if "source" in different and self.is_used:
            raise SourceFixed
        for name, value in different.items():
            setattr(self, name, value)
        if different:
            self.save(update_fields=list(different))
        return bool(different)

    def retire(self) -> None:
        if self.retired_at is None:
            self.retired_at = timezone.now()
            self.save(update_fields=["retired_at"])

    def bring_back(self) -> None:
        if self.retired_at is not None:
            self.retired_at = None
            self.save(update_fields=["retired_at"])
