import pghistory
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models.erased_key import ErasedKey


def address_key(address: str) -> str:
    return address.strip().lower()[:254]


class MailAddressQuerySet(models.QuerySet):
    def among(self, addresses):
        return self.filter(key__in=[address_key(each) for each in addresses])

    def opted_out(self):
        return self.exclude(opted_out_at=None)

    def failing(self):
        return self.exclude(failing_since=None)


@pghistory.track()
class MailAddress(models.Model):
    """What we know of an e-mail address, whoever has it: that they want no more mail, or that mail to it comes back.

    It belongs to the address and not to a contact, so it holds for everybody who has it, survives every merge and
    correction, and is there already when the address is typed again.
    """

    class How(models.TextChoices):
        LINK = "link", _("by the link in an e-mail")
        REPLY = "reply", _("by replying to an e-mail")
        PERSON = "person", _("told us")
        COMPLAINT = "spam", _("by reporting an e-mail as spam")

    key = models.CharField(max_length=254, unique=True)
    opted_out_at = models.DateTimeField(null=True)
    opted_out_how = models.CharField(max_length=6, choices=How, blank=True)
    opted_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(_("why"), max_length=500, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    failing_since = models.DateTimeField(null=True)
    failing_for = models.TextField(blank=True)

    objects = MailAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail address")
        verbose_name_plural = _("e-mail addresses")

    def __str__(self) -> str:
        return self.key

    @classmethod
    def locked(cls, address: str) -> "MailAddress":
        """Its row, made when there is none, locked until the transaction ends: who opts out and who sends wait for each other."""
        if not cls.objects.among([address]).exists():
            cls.objects.bulk_create([cls._new(address_key(address))], ignore_conflicts=True)
        return cls.objects.select_for_update(of=("self",)).get(key=address_key(address))

    @classmethod
    def _new(cls, key: str) -> "MailAddress":
        """An erased person who wanted no mail still wants none."""
        if not ErasedKey.has(ErasedKey.Kind.OPT_OUT, key):
            return cls(key=key)
        return cls(key=key, opted_out_at=timezone.now(), opted_out_how=cls.How.PERSON, note=_("Before they were erased"))

    @property
    def is_opted_out(self) -> bool:
        return self.opted_out_at is not None

    @property
    def is_failing(self) -> bool:
        return self.failing_since is not None

    def bounce(self, reason: str) -> None:
        """Mail to it came back for good."""
        self.failing_since, self.failing_for = self.failing_since or timezone.now(), reason
        self.save(update_fields=["failing_since", "failing_for"])

    @transaction.atomic
    def works_again(self) -> None:
        """A person says so, or mail came from it."""
        MailAddress.objects.filter(pk=self.pk).exclude(failing_since=None).update(failing_since=None, failing_for="")
        self.failing_since, self.failing_for = None, ""
