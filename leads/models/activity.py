import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models.lead import Lead
from leads.models.lead_states import State
from leads.search import texts

LONGEST_MINUTES = 24 * 60
USUAL_MINUTES = {"meeting": 60, "call": 15}
"""How long something with a time takes when nobody said."""


class ActivityQuerySet(models.QuerySet):
    def planned(self):
        return self.filter(done_at=None, dropped_at=None, due_on__isnull=False)

    def due(self, day):
        """Planned for `day` or before."""
        return self.planned().filter(due_on__lte=day)

    def next_of(self, lead):
        """The follow-ups ahead of a lead (its id, or an OuterRef), the nearest first; within a day those with a time."""
        return self.planned().filter(lead=lead).order_by("due_on", models.F("due_at").asc(nulls_last=True), "pk")

    def our_contacts(self):
        """Calls, messages and meetings of ours that took place, whether or not somebody was reached; what they wrote is none."""
        return self.filter(kind__in=Activity.CONTACTS, done_at__isnull=False).exclude(mail__direction="in")

    def conversations(self):
        """Contacts that reached somebody: all but calls that ended otherwise."""
        return self.our_contacts().filter(outcome__in=("", Activity.Outcome.REACHED))

    def for_person(self, user):
        """Theirs, and those for whoever is free, or for somebody who left."""
        return self.filter(models.Q(for_user=user) | models.Q(for_user=None) | models.Q(for_user__is_active=False))

    def awaiting_next(self):
        """Follow-ups and calls done on leads still open that have nothing ahead of them, where that was not meant so."""
        done = self.filter(done_at__isnull=False, is_last=False, lead__merged_into=None, lead__state__in=(State.OPEN, State.IN_SALES))
        done = done.filter(models.Q(due_on__isnull=False) | ~models.Q(outcome=""))
        later = Activity.objects.filter(lead=models.OuterRef("lead"), done_at__gt=models.OuterRef("done_at"))
        ahead = Activity.objects.planned().filter(lead=models.OuterRef("lead"))
        return done.exclude(models.Exists(later)).exclude(models.Exists(ahead))

    def for_list(self):
        return self.select_related("lead__contact", "lead__source", "for_user", "by").prefetch_related(
            "lead__contact__phones", "lead__contact__emails"
        )


@pghistory.track(
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.UpdateEvent(level=pghistory.Statement),
    pghistory.DeleteEvent(level=pghistory.Statement),
)
class Activity(models.Model):
    """Something done with a lead (`done_at` filled), or to be done (`due_on` filled, `done_at` empty): a follow-up."""

    class Kind(models.TextChoices):
        CALL = "call", _("Call")
        MESSAGE = "message", _("Message")
        MEETING = "meeting", _("Meeting")
        NOTE = "note", _("Note")

    class Outcome(models.TextChoices):
        """How a call ended. Any but the first is an attempt that reached nobody."""

        REACHED = "reached", _("Reached")
        NO_ANSWER = "no_answer", _("No answer")
        LEFT_MESSAGE = "left_message", _("Left a message")
        WRONG_NUMBER = "wrong_number", _("Wrong number")
        CALL_BACK = "call_back", _("Call back")

    CONTACTS = (Kind.CALL, Kind.MESSAGE, Kind.MEETING)
    UNANSWERED = (Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE)

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(_("what"), max_length=8, choices=Kind, default=Kind.CALL)
    text = models.TextField(_("note"), blank=True)
    due_on = models.DateField(_("on"), null=True, blank=True)
    due_at = models.TimeField(_("at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_MINUTES)]
    )
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("how it went"), max_length=12, choices=Outcome, blank=True)
    is_last = models.BooleanField(default=False, editable=False, help_text="Nothing was to follow, and that was meant.")
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="next_ones", editable=False)
    dropped_at = models.DateTimeField(null=True, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="activities")
    for_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("for"), null=True, blank=True, on_delete=models.SET_NULL, related_name="follow_ups"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now, db_default=Now(), editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            models.Index(fields=["due_on"], condition=models.Q(done_at=None, dropped_at=None), name="activities_to_do"),
            models.Index(
                fields=["lead", "due_on"],
                condition=models.Q(done_at=None, dropped_at=None, due_on__isnull=False),
                name="activities_ahead",
            ),
            GinIndex(texts.OF_ACTIVITY.words, name="words_of_activities", condition=~texts.OF_ACTIVITY.is_empty),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"

    @classmethod
    def log(cls, lead: Lead, *, by, kind: str, text: str = "", outcome: str = "", at=None) -> "Activity":
        """Something that was done."""
        return cls.objects.create(lead=lead, kind=kind, text=text, outcome=outcome, by=by, done_at=at or timezone.now())

    @classmethod
    def plan(
        cls, lead: Lead, *, by, on, kind: str = Kind.CALL, text: str = "", at=None, minutes=None, for_user=None, follows=None
    ) -> "Activity":
        """A follow-up for a day. `for_user` None: for whoever is free. `follows`: what was done before it was planned."""
        when = {"due_on": on, "due_at": at, "minutes": minutes}
        return cls.objects.create(lead=lead, kind=kind, text=text, by=by, for_user=for_user, follows=follows, **when)

    @property
    def is_planned(self) -> bool:
        return self.done_at is None and self.dropped_at is None

    @property
    def lasts(self) -> int:
        """Minutes: what was said, else what is usual."""
        return self.minutes or USUAL_MINUTES.get(self.kind, USUAL_MINUTES[self.Kind.CALL])

    @transaction.atomic
    def finish(self, *, by, text: str = "", outcome: str = "", at=None) -> None:
        """Mark a follow-up as done. Done already: nothing is written."""
        mine = Activity.objects.select_for_update().get(pk=self.pk)
        if not mine.is_planned:
            return
        mine.done_at, mine.by, mine.outcome = at or timezone.now(), by, outcome
        if text:
            mine.text = "\n".join(filter(None, (mine.text, text)))
        mine.save(update_fields=["done_at", "by", "text", "outcome"])
        self.done_at, self.by, self.text, self.outcome = mine.done_at, by, mine.text, outcome

    @transaction.atomic
    def reopen(self) -> None:
        """Take back a `finish` or a `drop` of a follow-up, and what was planned from it; what was never planned stays done."""
        if self.due_on:
            back = {"done_at": None, "dropped_at": None, "outcome": "", "is_last": False}
            Activity.objects.filter(pk=self.pk).update(changed_at=timezone.now(), **back)
            self.next_ones.planned().update(dropped_at=timezone.now())

    @transaction.atomic
    def take_back(self) -> None:
        """It was logged by mistake: it stays to be seen, struck through, and what was planned from it is dropped."""
        if self.done_at and not self.due_on:
            Activity.objects.filter(pk=self.pk).update(done_at=None, dropped_at=timezone.now())
            self.next_ones.planned().update(dropped_at=timezone.now())

    def end_here(self, *, is_last: bool = True) -> None:
        """Nothing is to follow, and that is meant: nobody is asked what comes next."""
        Activity.objects.filter(pk=self.pk, done_at__isnull=False).update(is_last=is_last)

    def move_to(self, day, *, at=None) -> None:
        """Put a follow-up off, or forward. A done one stays where it is."""
        self.change(due_on=day, due_at=at)

    def change(self, **changes) -> dict:
        """Set fields of a follow-up that is still to be done. Returns what they were, of those that were different."""
        was = {name: getattr(self, name) for name, value in changes.items() if getattr(self, name) != value}
        if not self.is_planned or not was:
            return {}
        for name in was:
            setattr(self, name, changes[name])
        self.changed_at = timezone.now()
        self.save(update_fields=[*was, "changed_at"])
        return was

    def drop(self) -> None:
        """It is not needed any more."""
        if self.is_planned:
            self.dropped_at = timezone.now()
            self.save(update_fields=["dropped_at"])


@pghistory.track(
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.UpdateEvent(level=pghistory.Statement),
    pghistory.DeleteEvent(level=pghistory.Statement),
)
class Touch(models.Model):
    """A further contact of the same enquiry: they rang again, saw another advert, came back.

    `from_lead` is the lead that was merged away and became this touch.
    """

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="touches")
    source = models.ForeignKey("leads.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="touches")
    campaign = models.ForeignKey("leads.Campaign", null=True, blank=True, on_delete=models.PROTECT, related_name="touches")
    channel = models.CharField(max_length=10)
    how_known = models.CharField(max_length=8, blank=True)
    at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="touches")
    text = models.TextField(blank=True)
    from_lead = models.OneToOneField(Lead, null=True, blank=True, on_delete=models.CASCADE, related_name="as_touch")

    class Meta:
        verbose_name = _("touch")
        verbose_name_plural = _("touches")

    def __str__(self) -> str:
        return f"{self.lead} {self.at}"
