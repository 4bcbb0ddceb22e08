from datetime import datetime

import pghistory
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import may_undo
from accounts.roles import Role
from leads.models.lead import Lead
from leads.models.lead_change import LeadChange
from leads.models.lead_states import IllegalMove


class HandOffQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decided_at=None)

    def accepted(self):
        return self.standing().filter(decided_at__isnull=False, returned_for="")

    def late(self, now: datetime):
        """Waiting, and past what was promised. For Today and the morning digest."""
        return self.waiting().filter(due_at__lt=now, lead__merged_into=None)

    def standing(self):
        """All but those that marketing took back: as if they had never been."""
        return self.filter(taken_back_at=None)

    def for_list(self):
        return self.select_related("lead__contact", "lead__source", "by", "to", "decided_by").prefetch_related(
            "lead__contact__phones", "lead__contact__emails"
        )


@pghistory.track(
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.UpdateEvent(level=pghistory.Statement),
    pghistory.DeleteEvent(level=pghistory.Statement),
)
class HandOff(models.Model):
    """Marketing gives a lead to sales, and sales says yes or sends it back with a reason.

    While it waits marketing may take it back. `due_at`: by when sales promised to answer; None: no promise was made.
    `automatic`: nobody handed it over, the business lets such leads go by themselves.
    """

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
    due_at = models.DateTimeField(null=True, editable=False)
    automatic = models.BooleanField(default=False, editable=False)
    note = models.TextField(_("note"), blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="hand_offs_decided")
    returned_for = models.CharField(max_length=12, choices=Returned, blank=True)
    return_note = models.TextField(blank=True)
    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = HandOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        constraints = [models.UniqueConstraint(fields=["lead"], condition=models.Q(decided_at=None), name="one_waiting_hand_over")]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(decided_at=None), name="hand_overs_waiting"),
            models.Index(fields=["at"], name="hand_overs_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.lead} {self.at:%Y-%m-%d}"

    @property
    def is_waiting(self) -> bool:
        return self.decided_at is None

    @property
    def was_returned(self) -> bool:
        return bool(self.returned_for)

    @property
    def was_taken_back(self) -> bool:
        return self.taken_back_at is not None

    @property
    def was_accepted(self) -> bool:
        return not (self.is_waiting or self.was_returned or self.was_taken_back)

    @property
    def is_late(self) -> bool:
        """Not answered by when it was promised; a late answer stays late."""
        return self.due_at is not None and not self.was_taken_back and (self.decided_at or timezone.now()) > self.due_at

    def may_be_taken_back_by(self, user) -> bool:
        """Marketing, and whoever handed it over. Sales returns what others gave it, with a reason that is counted."""
        return user.has_role(Role.STAFF) or may_undo(user, by_id=self.by_id)

    @classmethod
    @transaction.atomic
    def make(cls, lead: Lead, *, by, to=None, note: str = "", at=None, due_at=None, automatic: bool = False) -> "HandOff":
        """Hand a lead to sales. Raises IllegalMove unless it is with marketing."""
        locked = Lead.objects.select_for_update().get(pk=lead.pk)
        if not locked.is_with_marketing:
            raise IllegalMove(lead)
        lead.go_to_sales()
        return cls.objects.create(lead=lead, by=by, to=to, note=note, at=at or timezone.now(), due_at=due_at, automatic=automatic)

    @transaction.atomic
    def decide(self, *, by, returned_for: str = "", note: str = "", at=None) -> None:
        """Close this hand-over: accepted, or returned for a reason. Raises IllegalMove when it was decided before.

        Accepting is sales' deed (`sales.hand_off.transfer.accept`), which calls this; a returned lead is marketing's again.
        """
        self._require_waiting()
        self.decided_at, self.decided_by, self.returned_for, self.return_note = at or timezone.now(), by, returned_for, note
        self.save(update_fields=["decided_at", "decided_by", "returned_for", "return_note"])
        if returned_for:
            self.lead.come_back()

    @transaction.atomic
    def take_back(self, *, by) -> None:
        """It was a slip: the lead is marketing's again, and this counts as no hand-over. Raises IllegalMove when it was decided."""
        self._require_waiting()
        self.decided_at = self.taken_back_at = timezone.now()
        self.decided_by = by
        self.save(update_fields=["decided_at", "decided_by", "taken_back_at"])
        self.lead.come_back()

    @transaction.atomic
    def wait_again(self) -> None:
        """Undo `take_back`, the promise as it was. Waiting already: nothing happens.

        Raises IllegalMove when the lead went elsewhere since.
        """
        lead = Lead.objects.select_for_update().get(pk=self.lead_id)
        self.refresh_from_db(fields=["decided_at", "taken_back_at"])
        if self.is_waiting:
            return
        if not self.was_taken_back or not lead.is_with_marketing:
            raise IllegalMove(self.lead)
        self.decided_at = self.decided_by = self.taken_back_at = None
        self.save(update_fields=["decided_at", "decided_by", "taken_back_at"])
        self.lead.go_to_sales()

    def wait_for_answer(self) -> None:
        """Nobody has decided it after all (`sales.hand_off.transfer.undo_acceptance`). Raises IllegalMove unless it is marketing's."""
        self.decided_at = self.decided_by = None
        self.save(update_fields=["decided_at", "decided_by"])
        self.lead.go_to_sales()

    @transaction.atomic
    def give_to(self, person, *, by) -> None:
        """Another is to answer it (None: whoever is free); the promise stays. The same person: nothing is written.

        Raises IllegalMove when it was decided before.
        """
        self._require_waiting()
        if self.to == person:
            return
        told = {"before": {"to": str(self.to or "")}, "after": {"to": str(person or "")}}
        LeadChange.objects.create(lead=self.lead, verb="passed_on", by=by, **told)
        self.to = person
        self.save(update_fields=["to"])

    def _require_waiting(self) -> None:
        """Holds the row until the transaction ends."""
        if not HandOff.objects.select_for_update().get(pk=self.pk).is_waiting:
            raise IllegalMove(self.lead)
