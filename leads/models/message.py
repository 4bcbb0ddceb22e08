import uuid
from datetime import datetime

import pghistory
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from leads.models.activity import Activity
from leads.models.contact import Contact
from leads.models.lead import Lead
from leads.search import texts

READ = {
    "name": _("Name"),
    "company": _("Company"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "interest": _("What they want"),
    "heard_from": _("How they heard of us"),
    "utm_source": _("Tracked source"),
    "utm_campaign": _("Tracked campaign"),
}


class MessageQuerySet(models.QuerySet):
    def incoming(self):
        return self.filter(direction=Message.Direction.IN)

    def outgoing(self):
        return self.filter(direction=Message.Direction.OUT)

    def due(self):
        """Queued, and its time has come. Oldest first."""
        return self.filter(status=Message.Status.QUEUED, not_before__lte=timezone.now()).order_by("not_before", "pk")

    def under_way(self):
        """Begun to be transmitted: by a worker that is at it, or by one that was killed."""
        return self.filter(status=Message.Status.SENDING)

    def uncertain(self):
        """Nobody knows whether these went out; a person decides."""
        return self.filter(status=Message.Status.UNCERTAIN)

    def unsent(self):
        """Uncertain, refused, or tried for half an hour in vain, and nobody has dealt with it yet."""
        held_up = models.Q(status=Message.Status.QUEUED, attempts__gte=Message.HELD_UP)
        return self.filter(models.Q(status__in=Message.TO_DECIDE) | held_up)

    def questions(self):
        """Passed on by a colleague, and nobody has said yet whose it is. Oldest first."""
        return self.filter(nature=Message.Nature.FORWARDED, lead=None, incoming__outcome="question").order_by("at", "pk")

    def named(self, pk: str) -> "Message | None":
        """The one of this id among these; None for whatever else stands in an address."""
        try:
            return self.filter(pk=uuid.UUID(pk)).first()
        except ValueError:
            return None

    def stop(self, reason: str) -> int:
        """Whatever of these waits to be sent goes out no more. Returns how many; one statement."""
        return self.filter(status=Message.Status.QUEUED).update(status=Message.Status.STOPPED, error=reason)

    def for_list(self):
        found = self.select_related("lead__contact", "by").order_by("-at", "-pk")
        return found.prefetch_related("lead__contact__phones", "lead__contact__emails")


@pghistory.track(exclude=["text", "text_cut", "text_fields"])
class Message(models.Model):
    """One e-mail to or from somebody. `key`: the same key is the same message, however often it is asked for.

    An outgoing one goes queued → sending → sent. `sending` is committed just before it is transmitted, so whatever is found
    there after its worker died may or may not have gone out, and becomes `uncertain`: it is never sent again by itself.
    """

    class Direction(models.TextChoices):
        OUT = "out", _("To them")
        IN = "in", _("From them")

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        UNCERTAIN = "uncertain", _("Perhaps sent")
        FAILED = "failed", _("Not sent")
        BOUNCED = "bounced", _("Came back")
        STOPPED = "stopped", _("Stopped")
        RECEIVED = "received", _("Received")

    class Nature(models.TextChoices):
        """What an incoming one is: somebody wrote it, a program answered, it says that ours did not arrive, or a colleague passed it on."""

        WRITTEN = "written", _("Written")
        AUTOMATIC = "automatic", _("Automatic reply")
        BOUNCE = "bounce", _("Delivery report")
        FORWARDED = "forwarded", _("Passed on, and nobody has said whose it is")

    TO_SEND = (Status.QUEUED, Status.SENDING)
    TO_DECIDE = (Status.UNCERTAIN, Status.FAILED)
    GONE = (Status.SENT, Status.UNCERTAIN, Status.SENDING)
    HELD_UP = 5
    """Attempts, with longer and longer pauses, after which a person is told."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    lead = models.ForeignKey(Lead, null=True, on_delete=models.CASCADE, related_name="messages")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="messages")
    direction = models.CharField(max_length=3, choices=Direction)
    nature = models.CharField(max_length=9, choices=Nature, default=Nature.WRITTEN)
    status = models.CharField(max_length=9, choices=Status)
    address = models.CharField(max_length=254, help_text="Theirs, in lower case.")
    name = models.CharField(max_length=200, blank=True, help_text="What they call themselves in an incoming one.")
    sender = models.CharField(max_length=254, blank=True, help_text="Whose address it went out under.")
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True)
    text_cut = models.BooleanField(default=False, help_text="It was longer than we keep.")
    text_fields = models.JSONField(default=dict, blank=True, help_text="What was read in the text of an incoming one, by field.")
    message_id = models.CharField(max_length=500)
    provider_id = models.CharField(max_length=500, blank=True, db_index=True, help_text="What the provider calls it, who may rename it.")
    in_reply_to = models.CharField(max_length=500, blank=True)
    references = models.TextField(blank=True)
    reference = models.CharField(max_length=80, blank=True, db_index=True, help_text="What asked for it, such as a step of a sequence.")
    activity = models.OneToOneField(Activity, null=True, on_delete=models.SET_NULL, related_name="mail")
    answer = models.ForeignKey(Activity, null=True, on_delete=models.SET_NULL, related_name="to_answer")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="messages")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    at = models.DateTimeField(default=timezone.now, help_text="Sent or received; until then when it was made.")
    not_before = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [models.UniqueConstraint(fields=["direction", "message_id"], name="message_id_once_a_direction")]
        indexes = [
            models.Index(fields=["not_before"], condition=models.Q(status="queued"), name="messages_to_send"),
            models.Index(fields=["status"], condition=models.Q(status__in=("sending", "uncertain", "failed")), name="messages_to_decide"),
            models.Index(fields=["address", "-at"], name="messages_of_an_address"),
            GinIndex(texts.OF_MESSAGE.words, name="words_of_messages", condition=~texts.OF_MESSAGE.is_empty),
        ]

    def __str__(self) -> str:
        return self.subject or str(_("No subject"))

    @property
    def is_incoming(self) -> bool:
        return self.direction == self.Direction.IN

    @property
    def fields_read(self) -> list[tuple[str, str]]:
        """Label and value of what was read in its text, and may be wrong."""
        return [(str(label), self.text_fields[name]) for name, label in READ.items() if self.text_fields.get(name)]

    @property
    def is_to_be_decided(self) -> bool:
        return self.status in self.TO_DECIDE

    @property
    def can_be_sent_again(self) -> bool:
        """Not sent, or tried and put off: a person may have it tried now."""
        return self.is_to_be_decided or (self.status == self.Status.QUEUED and self.attempts > 0)

    def begin(self) -> bool:
        """It is being transmitted from now on. False, as of every verb here, when it stands no longer where that leads from."""
        attempt = {"attempts": models.F("attempts") + 1, "sent_at": timezone.now(), "error": ""}
        return self._move(self.Status.SENDING, only_from=(self.Status.QUEUED,), **attempt)

    def put_off(self, reason: str, *, until: datetime, attempts: int) -> bool:
        """It is tried again then, for the so-manieth time."""
        values = {"error": reason, "not_before": until, "attempts": attempts}
        return self._move(self.Status.QUEUED, only_from=self.TO_SEND, **values)

    def fail(self, reason: str, *, attempts: int | None = None) -> bool:
        """It did not go, and is not tried again by itself."""
        values = {} if attempts is None else {"attempts": attempts}
        return self._move(self.Status.FAILED, only_from=self.TO_SEND, error=reason, **values)

    def doubt(self, reason: str) -> bool:
        """Nobody knows whether it went; a person decides."""
        return self._move(self.Status.UNCERTAIN, only_from=(self.Status.SENDING,), error=reason)

    def go_out(self, *, at: datetime, provider_id: str = "") -> bool:
        """The server took it."""
        values = {"sent_at": at, "at": at, "error": "", "provider_id": provider_id[:500]}
        return self._move(self.Status.SENT, only_from=(self.Status.SENDING, self.Status.UNCERTAIN), **values)

    def arrive(self, *, at: datetime) -> bool:
        """A person says so of one that nobody knew about."""
        return self._move(self.Status.SENT, only_from=(self.Status.UNCERTAIN,), sent_at=at, at=at, error="")

    def come_back(self, reason: str) -> bool:
        """A report says that it did not arrive."""
        return self._move(self.Status.BOUNCED, only_from=self.GONE, error=reason)

    def stop(self, reason: str) -> bool:
        """It goes out no more, because it is no longer due."""
        return self._move(self.Status.STOPPED, only_from=(self.Status.QUEUED,), error=reason)

    def leave(self, reason: str) -> bool:
        """A person lets it be: what waits, did not go, or perhaps went."""
        return self._move(self.Status.STOPPED, only_from=(*self.TO_DECIDE, self.Status.QUEUED), error=reason)

    def queue_again(self, *, by: AbstractBaseUser) -> bool:
        """A person has one tried now that did not go, perhaps went, or was put off."""
        values = {"error": "", "not_before": timezone.now(), "attempts": 0, "by": by}
        waits = models.Q(status=self.Status.QUEUED, attempts__gt=0)
        return self._move(self.Status.QUEUED, only_from=models.Q(status__in=self.TO_DECIDE) | waits, **values)

    def _move(self, status: str, *, only_from: tuple[str, ...] | models.Q, **values) -> bool:
        """One statement, which waits for whoever changes it just now and judges it by what it is then."""
        allowed = only_from if isinstance(only_from, models.Q) else models.Q(status__in=only_from)
        changed = Message.objects.filter(allowed, pk=self.pk).update(status=status, **values)
        if changed:
            self.refresh_from_db(fields=["status", *values])
        return bool(changed)
