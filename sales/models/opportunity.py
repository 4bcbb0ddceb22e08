from datetime import timedelta

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from accounts.models.money import MoneyField
from leads.models import Activity, IllegalMove, Lead
from sales.models import entering, rule
from sales.models.stage import LostReason, Stage

NEXT_ACTIVITY = (("kind", "kind"), ("on", "due_on"), ("at", "due_at"))

NOBODYS = models.Q(owner=None) | models.Q(owner__is_active=False)


class OpportunityQuerySet(models.QuerySet):
    def open(self):
        return self.filter(stage__kind=Stage.Kind.OPEN)

    def won(self):
        return self.filter(stage__kind=Stage.Kind.WON)

    def lost(self):
        return self.filter(stage__kind=Stage.Kind.LOST)

    def owned_by(self, user):
        return self.filter(owner=user)

    def for_person(self, user):
        """Theirs, and what is nobody's: somebody has to take it."""
        return self.filter(models.Q(owner=user) | NOBODYS)

    def nobodys(self):
        """With nobody, or with somebody who left."""
        return self.filter(NOBODYS)

    def past_promise(self, *, business):
        """Open, and longer in the stage than its promise says, in calendar days of the business. Two queries when read."""
        today = business.today()
        late = models.Q(pk__in=[])
        for stage in Stage.objects.filter(kind=Stage.Kind.OPEN, promise_days__isnull=False):
            start, _end = business.day_bounds(today - timedelta(days=stage.promise_days))
            late |= models.Q(stage=stage, stage_since__lt=start)
        return self.filter(late)

    def nothing_planned(self):
        """Those whose lead has no follow-up ahead of it."""
        return self.exclude(models.Exists(Activity.objects.planned().filter(lead=models.OuterRef("lead"))))

    def with_next_activity(self):
        """Each with `next_kind`, `next_on` and `next_at` of the follow-up ahead of its lead; all None: nothing is planned.

        No query of its own: three lookups a row in activities_ahead. Templates say it with sales/_next.html.
        """
        ahead = Activity.objects.next_of(models.OuterRef("lead"))
        return self.annotate(**{f"next_{name}": models.Subquery(ahead.values(field)[:1]) for name, field in NEXT_ACTIVITY})

    def for_cards(self):
        """What a card on the board shows. One query."""
        return self.select_related("lead__contact", "lead__source", "stage", "owner")

    def for_list(self):
        return self.select_related("lead__contact", "lead__source", "stage", "owner", "lost_reason").prefetch_related(
            "lead__contact__phones", "lead__contact__emails"
        )


@pghistory.track(
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.UpdateEvent(level=pghistory.Statement),
    pghistory.DeleteEvent(level=pghistory.Statement),
)
class Opportunity(models.Model):
    """One thing we may sell to the contact of one lead. Made when sales accepts the lead.

    `value` and `closed_at` None: not known. `closed_at` is when it was won or lost; while open it is None too.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="opportunities")
    stage = models.ForeignKey(Stage, verbose_name=_("stage"), on_delete=models.PROTECT, related_name="opportunities")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("with"), null=True, blank=True, on_delete=models.SET_NULL, related_name="opportunities"
    )
    owner_text = models.CharField(max_length=120, blank=True, editable=False, help_text="Whose it was elsewhere, from an import.")
    value = MoneyField(_("value"), null=True, blank=True, validators=[MinValueValidator(0)])
    expected_close = models.DateField(_("decision expected"), null=True, blank=True)
    stage_since = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    lost_reason = models.ForeignKey(
        LostReason, null=True, blank=True, on_delete=models.PROTECT, related_name="opportunities", editable=False
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False, help_text="One more with every change.")

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        indexes = [
            models.Index(fields=["stage", "-stage_since", "-id"], name="opportunities_by_stage"),
            models.Index(fields=["-made_at", "-id"], name="opportunities_newest_first"),
        ]

    def __str__(self) -> str:
        return str(self.lead)

    def get_absolute_url(self) -> str:
        """The page of its person with this one unfolded; without a person, a page of its own. Reads the lead."""
        if self.lead.contact_id:
            return f"{reverse('contact', args=[self.lead.contact_id])}?opportunity={self.pk}"
        return reverse("opportunity", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stage.kind == Stage.Kind.OPEN

    @property
    def is_won(self) -> bool:
        return self.stage.kind == Stage.Kind.WON

    @property
    def is_lost(self) -> bool:
        return self.stage.kind == Stage.Kind.LOST

    @transaction.atomic
    def edit(self, *, by, version: int | None = None, **changes) -> bool:
        """Set value, expected close or owner. Nothing different: nothing is written. Who did it is in the trigger's history.

        Raises ChangedSince when it is not the `version` any more that whoever changes it saw.
        """
        locked = self.lock()
        different = {name: value for name, value in changes.items() if getattr(locked, name) != value}
        if different:
            locked.require(version)
        for name, value in changes.items():
            setattr(self, name, value)
        if different:
            self._save(*different)
        return bool(different)

    @property
    def next_label(self) -> str:
        """What comes next, for rows read `with_next_activity`; empty: nothing is planned."""
        kind = getattr(self, "next_kind", None)
        return str(Activity.Kind(kind).label) if kind else ""

    @property
    def next_is_late(self) -> bool:
        return bool(getattr(self, "next_on", None)) and self.next_on < timezone.localdate()

    @property
    def days_in_stage(self) -> int:
        """Calendar days since it came here, where the business is."""
        return (timezone.localdate() - timezone.localdate(self.stage_since)).days

    @property
    def is_past_promise(self) -> bool:
        return self.is_open and self.stage.promise_days is not None and self.days_in_stage > self.stage.promise_days

    @transaction.atomic
    def move_to(self, stage: Stage, *, by, at=None, version: int | None = None, gated: bool = True) -> Stage | None:
        """To another open stage. Returns the one it came from; None where it stands there already, and nothing is written.
        Where somebody else has brought it there since it was seen, that is said: two people just did one thing.

        `version` is the one that whoever moves it saw; None asks no such question. `gated` False: it happened already,
        elsewhere, and is only written down (an import), so the rules of the stage are not asked.

        Raises:
            GateClosed: a rule of the stage wants something first.
            ChangedSince: somebody changed it since.
            IllegalMove: it is closed (reopen it first), or the stage is not an open one (win or lose it instead).
        """
        locked = self.lock()
        if locked.stage_id == stage.pk:
            if version and locked._was_brought_there(stage, since=version, by=by):
                raise ChangedSince(self, version=version)
            return None
        locked.require(version)
        if not locked.is_open or not stage.is_open or stage.retired_at:
            raise IllegalMove(self)
        if gated:
            rule.require(self, stage)
        self.enter_stage(stage, by=by, at=at or timezone.now())
        return locked.stage

    def _was_brought_there(self, stage: Stage, *, since: int, by) -> bool:
        """Whether somebody other than `by` moved it to where it stands, after the version `since`. Two queries."""
        if not self.events.filter(version=since).exclude(stage_id=stage.pk).exists():
            return False
        last = self.changes.order_by("-pk").first()
        return last is not None and last.by_id != by.pk

    @transaction.atomic
    def move_back(self, stage: Stage, *, by, seen: int, since=None) -> None:
        """Take a move back: to the stage it came from, where its days count on as if it had never left.

        `since`: when it had come there, where that is known; else its history says it.

        Raises IllegalMove unless it still stands in the stage with the id `seen`.
        """
        locked = self.lock()
        if locked.stage_id == stage.pk:
            return
        if locked.stage_id != seen or not locked.is_open or not stage.is_open or stage.retired_at:
            raise IllegalMove(self)
        before = None if since else self.changes.filter(to_stage=stage).order_by("-pk").first()
        self.enter_stage(stage, by=by, at=timezone.now(), since=since or (before and before.at))

    @transaction.atomic
    def lose(self, reason: LostReason | None, *, by, note: str = "", at=None, version: int | None = None) -> None:
        """Raises IllegalMove unless it is open, and ChangedSince like `move_to`."""
        locked = self.lock()
        if not locked.is_open:
            raise IllegalMove(self)
        locked.require(version)
        self.lost_reason = reason
        self.enter_stage(Stage.objects.the(Stage.Kind.LOST), by=by, at=at or timezone.now(), note=note)

    def require(self, version: int | None) -> None:
        """Raises ChangedSince unless this is the version somebody saw. None: they did not say."""
        if version not in (None, self.version):
            raise ChangedSince(self, version=version)

    def lock(self) -> "Opportunity":
        """The row as it is now, held until the transaction ends, so that two people's moves follow one another.

        The stage is read after it and not joined: PostgreSQL finds no row at all when the one it waited for joins elsewhere by then.
        """
        locked = Opportunity.objects.select_for_update().get(pk=self.pk)
        self.stage, self.version, self.value = locked.stage, locked.version, locked.value
        return locked

    def enter_stage(self, stage: Stage, *, by, at, note: str = "", since=None, also: tuple[str, ...] = ()) -> None:
        """`at` None: nobody knows when. `since`: when it came to the stage, where that is not now. `also`: fields set with it."""
        StageChange.objects.create(
            opportunity=self, from_stage=self.stage, to_stage=stage, by=by, at=at, reason=self.lost_reason, note=note
        )
        self.stage, self.stage_since = stage, since or at or timezone.now()
        self.closed_at = None if stage.is_open else at
        self._save("stage", "stage_since", "closed_at", "lost_reason", *also)
        entering.tell(self)

    def _save(self, *names: str) -> None:
        """Write these fields, and the next version with them in the same UPDATE."""
        self.version = models.F("version") + 1
        self.save(update_fields=[*names, "version"])


class ChangedSince(IllegalMove):
    """Somebody changed the opportunity since it was seen. `version` is the one that was seen."""

    def __init__(self, opportunity: Opportunity, *, version: int):
        super().__init__(opportunity)
        self.version = version


@pghistory.track(pghistory.UpdateEvent(level=pghistory.Statement), pghistory.DeleteEvent(level=pghistory.Statement))
class StageChange(models.Model):
    """An opportunity entered a stage: from where, when, by whom. One row a move, never edited."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="changes")
    from_stage = models.ForeignKey(Stage, null=True, on_delete=models.PROTECT, related_name="+")
    to_stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="stage_changes")
    reason = models.ForeignKey(LostReason, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stage change")
        verbose_name_plural = _("stage changes")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.opportunity}: {self.to_stage}"
