from datetime import timedelta

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.invitation import digest, new_token
from accounts.models.user import User

READING_NOTED_EVERY = timedelta(hours=1)


class Preferences(models.Model):
    """How one person wants to be reminded. Somebody without a row has the defaults. `letter` is for owners."""

    class Letter(models.TextChoices):
        OFF = "off", _("Never")
        WEEKLY = "weekly", _("Every Monday, about the week before")
        MONTHLY = "monthly", _("On the first of each month, about the month before")

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="preferences")
    digest = models.BooleanField(_("Send me a digest by e-mail on working mornings"), default=True)
    digest_hour = models.PositiveSmallIntegerField(_("at"), default=7, validators=[MaxValueValidator(23)])
    letter = models.CharField(_("The letter about your numbers"), max_length=7, choices=Letter, default=Letter.OFF)
    reminders = models.BooleanField(
        _("Remind me on open pages"),
        default=True,
        help_text=_("Ten minutes before a call or a meeting with a time, and when it begins."),
    )

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    def of(cls, user: User) -> "Preferences":
        """Theirs, or the defaults, unsaved. One query."""
        found = cls.objects.filter(user=user).first() or cls()
        found.user = user
        return found


class CalendarFeedQuerySet(models.QuerySet):
    def with_token(self, token: str) -> "CalendarFeed | None":
        """The feed behind a secret address, as long as its person may sign in."""
        return self.select_related("user").filter(digest=digest(token), user__is_active=True).first()


class CalendarFeed(models.Model):
    """The secret address at which a calendar program reads one person's follow-ups.

    Only a digest of it is stored, so a copy of the database opens no calendar; the token itself is on the object that `renew`
    returns, and nowhere else. No row: there is no address.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()
    token = ""

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    def renew(cls, user: User) -> "CalendarFeed":
        """A new address; the earlier one is dead at once."""
        token = new_token()
        feed, _made = cls.objects.update_or_create(
            user=user, defaults={"digest": digest(token), "made_at": timezone.now(), "read_at": None}
        )
        feed.token = token
        return feed

    def note_reading(self) -> None:
        """When a program last asked; not more than once an hour, since programs ask often."""
        if self.read_at is None or timezone.now() - self.read_at > READING_NOTED_EVERY:
            type(self).objects.filter(pk=self.pk).update(read_at=timezone.now())
