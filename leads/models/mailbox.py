from datetime import timedelta

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models.message import Message
from leads.models.source import Source


@pghistory.track(exclude=["sealed", "last_uid", "attempted_uid", "attempts", "polled_at", "error"])
class Mailbox(models.Model):
    """The IMAP mailbox whose mail becomes replies and leads. One row at most. `last_uid`: all up to it were taken in."""

    class Security(models.TextChoices):
        TLS = "tls", _("TLS from the first byte (usual, port 993)")
        STARTTLS = "starttls", _("STARTTLS (port 143)")
        NONE = "none", _("None: the password travels readably")

    only = models.BooleanField(default=True, unique=True, editable=False)
    host = models.CharField(_("server"), max_length=253)
    port = models.PositiveIntegerField(_("port"), default=993, validators=[MinValueValidator(1), MaxValueValidator(65535)])
    security = models.CharField(_("security"), max_length=8, choices=Security, default=Security.TLS)
    user = models.CharField(_("user name"), max_length=254)
    sealed = models.TextField(blank=True, editable=False, help_text="The password, see accounts.sealing.")
    folder = models.CharField(_("folder"), max_length=200, default="INBOX")
    source = models.ForeignKey(
        Source, verbose_name=_("source of new leads"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    groups = models.TextField(_("shared addresses and groups"), blank=True, max_length=5000)
    ignored = models.TextField(_("senders to pass over"), blank=True, max_length=5000)
    since = models.DateTimeField(default=timezone.now, editable=False)
    uid_validity = models.BigIntegerField(null=True, editable=False)
    last_uid = models.BigIntegerField(default=0, editable=False)
    attempted_uid = models.BigIntegerField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    polled_at = models.DateTimeField(null=True, editable=False)
    error = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_mailbox")]

    def __str__(self) -> str:
        return self.user

    @property
    def shared_addresses(self) -> set[str]:
        """Whose mail arrives here too, besides what is under our own domain."""
        return {line.strip().lower() for line in self.groups.splitlines() if "@" in line}

    @property
    def ignored_senders(self) -> set[str]:
        return {line.strip().lower() for line in self.ignored.splitlines() if line.strip()}

    def passes_over(self, address: str) -> bool:
        """By the whole address, or by what stands after the @."""
        domain = address.rpartition("@")[2]
        return not self.ignored_senders.isdisjoint({address, domain, f"@{domain}"})


class IncomingMailQuerySet(models.QuerySet):
    def not_taken_in(self):
        """Passed over, or too much or too broken to be read."""
        return self.filter(outcome__in=(IncomingMail.Outcome.IGNORED, IncomingMail.Outcome.BAD))


class IncomingMail(models.Model):
    """One mail of the mailbox and what became of it, so that none is handled twice and none is lost unseen."""

    class Outcome(models.TextChoices):
        REPLY = "reply", _("A reply")
        LEAD = "lead", _("A new lead")
        TOUCH = "touch", _("Joined an open enquiry")
        AUTOMATIC = "automatic", _("An automatic reply")
        BOUNCE = "bounce", _("A delivery report")
        OPT_OUT = "opt_out", _("Wants no more e-mail")
        IGNORED = "ignored", _("Passed over")
        KNOWN = "known", _("Handled before")
        BAD = "bad", _("Could not be read")
        QUESTION = "question", _("Passed on by a colleague: who is it from?")

    uid_validity = models.BigIntegerField()
    uid = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64, db_index=True)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome)
    reason = models.TextField(blank=True)
    message = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="incoming")
    at = models.DateTimeField(default=timezone.now)

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("incoming mail")
        verbose_name_plural = _("incoming mail")
        constraints = [
            models.UniqueConstraint(fields=["uid_validity", "uid"], name="incoming_once_a_uid"),
            models.UniqueConstraint(fields=["fingerprint"], condition=~models.Q(outcome__in=("known", "bad")), name="incoming_once_a_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.sender} {self.subject}"


class PassedMail(models.Model):
    """The words of a mail that was passed over, kept so that a person can look at it and bring it back as a lead."""

    KEPT = timedelta(days=90)

    incoming = models.OneToOneField(IncomingMail, primary_key=True, on_delete=models.CASCADE, related_name="passed")
    name = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    text_cut = models.BooleanField(default=False)
    message_id = models.CharField(max_length=500, blank=True)
    references = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    brought_back_at = models.DateTimeField(null=True)
    brought_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("mail passed over")
        verbose_name_plural = _("mail passed over")

    def __str__(self) -> str:
        return str(self.incoming)
