from collections.abc import Iterable

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class ErasedKey(models.Model):
    """What an erased person was known by, as a hash that nobody can read back, so that no file brings them in again and nobody who
    wanted no mail is written to. HMAC-SHA-256 under the SECRET_KEY, which is in no backup: a dump alone does not even tell whether
    an address is among them.
    """

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Phone")
        EXTERNAL_ID = "external", _("Imported as")
        OPT_OUT = "opt_out", _("Wants no e-mail")

    kind = models.CharField(max_length=8, choices=Kind)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("key of an erased person")
        verbose_name_plural = _("keys of erased people")
        constraints = [models.UniqueConstraint(fields=["digest", "kind"], name="each_erased_key_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"

    @classmethod
    def digest_of(cls, kind: str, value: str) -> str:
        return salted_hmac(f"leads.ErasedKey.{kind}", value, algorithm="sha256").hexdigest()

    @classmethod
    def add(cls, kind: str, values: Iterable[str]) -> None:
        cls.objects.bulk_create([cls(kind=kind, digest=cls.digest_of(kind, value)) for value in values], ignore_conflicts=True)

    @classmethod
    def come_back(cls, *, emails: Iterable[str], phones: Iterable[str]) -> None:
        """They turned to us again: files may speak of them. Whether they want mail stays as it was. One query."""
        ways = [(cls.Kind.EMAIL, email) for email in emails] + [(cls.Kind.PHONE, phone) for phone in phones]
        digests = [cls.digest_of(kind, value) for kind, value in ways if value]
        if digests:
            cls.objects.filter(kind__in=(cls.Kind.EMAIL, cls.Kind.PHONE), digest__in=digests).delete()

    @classmethod
    def has(cls, kind: str, value: str) -> bool:
        return cls.objects.filter(kind=kind, digest=cls.digest_of(kind, value)).exists()
