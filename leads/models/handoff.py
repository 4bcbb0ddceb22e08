from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models.lead import IllegalMove, Lead, State


class HandOffQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decided_at=None)

    def for_list(self):
        return self.select_related("lead__contact", "lead__source", "by", "to").prefetch_related(
            "lead__contact__phones", "lead__contact__emails"
        )


class HandOff(models.Model):
    """Marketing gives a lead to sales, and sales says yes or sends it back with a reason."""

    class Returned(models.TextChoices):
        NO_CONTACT = "no_contact", _("No way to reach them")
        UNREACHABLE = "unreachable", _("Could not be reached")
        NOT_READY = "not_ready", _("Not ready to buy yet")
        NOT_A_FIT = "not_a_fit", _("Not something we do")
        OUT_OF_AREA = "out_of_area", _("Outside our area")
        OTHER = "other", _("Another reason")

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="hand_offs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="hand_offs_made")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="hand_offs_received")
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(_("note"), blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="hand_offs_decided")
    returned_for = models.CharField(max_length=12, choices=Returned, blank=True)
    return_note = models.TextField(blank=True)

    objects = HandOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        constraints = [models.UniqueConstraint(fields=["lead"], condition=models.Q(decided_at=None), name="one_waiting_hand_over")]

    def __str__(self) -> str:
        return f"{self.lead} {self.at:%Y-%m-%d}"

    @property
    def is_waiting(self) -> bool:
        return self.decided_at is None

    @property
    def was_returned(self) -> bool:
        return bool(self.returned_for)

    @classmethod
    @transaction.atomic
    def make(cls, lead: Lead, *, by, to=None, note: str = "", at=None) -> "HandOff":
        """Hand a lead to sales. Raises IllegalMove unless it is with marketing."""
        locked = Lead.objects.select_for_update().get(pk=lead.pk)
        if not locked.is_with_marketing:
            raise IllegalMove(lead)
        lead.become(State.HANDED_OVER)
        return cls.objects.create(lead=lead, by=by, to=to, note=note, at=at or timezone.now())

    @transaction.atomic
    def decide(self, *, by, returned_for: str = "", note: str = "", at=None) -> None:
        """Close this hand-over: accepted, or returned for a reason. Raises IllegalMove when it was decided before.

        Accepting is sales' deed (`sales.handoff.accept`), which calls this; a returned lead is marketing's again.
        """
        mine = HandOff.objects.select_for_update().get(pk=self.pk)
        if not mine.is_waiting:
            raise IllegalMove(self.lead)
        self.decided_at, self.decided_by, self.returned_for, self.return_note = at or timezone.now(), by, returned_for, note
        self.save(update_fields=["decided_at", "decided_by", "returned_for", "return_note"])
        if returned_for:
            self.lead.become(State.OPEN)
