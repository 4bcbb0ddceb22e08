import zoneinfo
from datetime import datetime, timedelta
from decimal import Decimal

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Thanks(models.TextChoices):
    """When a follow-up is planned to thank the client who sent somebody."""

    NEVER = "", _("Plan nothing")
    LOGGED = "logged", _("When the person they sent is logged")
    CLIENT = "client", _("When the person they sent becomes a client")


@pghistory.track(exclude=["setup_token", "first_contacts_since"])
class Business(models.Model):
    """The one business of this installation: what it is called, where its days begin, what it promises.

    There is one row at most (`only` is unique and always true). Until `set_up_at` is filled the set-up link is open.
    """

    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(_("country"), max_length=2, default="GB")
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/London")
    currency = models.CharField(_("currency"), max_length=3, default="GBP")
    within_days = models.PositiveSmallIntegerField(
        _("days to judge a lead by"), default=90, validators=[MinValueValidator(1), MaxValueValidator(730)]
    )
    gross_margin = models.DecimalField(
        _("gross margin, percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(100)],
    )
    thank_referrers = models.CharField(
        _("thank whoever sent somebody"), max_length=6, choices=Thanks, blank=True, default=Thanks.LOGGED, db_default=Thanks.LOGGED
    )
    everyone_saves_people = models.BooleanField(
        _("everybody here may save lists of people as files"),
        default=False,
        db_default=False,
        help_text=_("Otherwise only owners and admins save the lists of leads and of clients. Who saved what is written down."),
    )
    is_sample = models.BooleanField(default=False, editable=False)
    set_up_at = models.DateTimeField(null=True, blank=True, editable=False)
    setup_token = models.CharField(max_length=64, blank=True, editable=False)
    first_contacts_since = models.DateTimeField(
        default=timezone.now, editable=False, help_text="Leads logged before are counted where nobody spoke to them, without an alert."
    )

    class Meta:
        verbose_name = _("business")
        verbose_name_plural = _("businesses")
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_business")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Business":
        """The business, or an unsaved one with the defaults before set-up. One query."""
        return cls.objects.first() or cls(name="LeadTrack")

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def margin(self) -> Decimal:
        """What is left of every sale after what it cost to make, between 0 and 1; all of it until somebody says."""
        return Decimal(1) if self.gross_margin is None else self.gross_margin / 100

    @property
    def is_set_up(self) -> bool:
        return self.set_up_at is not None

    def today(self):
        """Today's date where the business is."""
        return timezone.now().astimezone(self.zone).date()

    def day_bounds(self, day) -> tuple[datetime, datetime]:
        """The half-open `[start, end)` of a calendar day of the business, as aware moments."""
        start = datetime.combine(day, datetime.min.time(), tzinfo=self.zone)
        end = datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=self.zone)
        return start, end
