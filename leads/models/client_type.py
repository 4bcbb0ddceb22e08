import pghistory
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models.contact import Contact
from leads.models.source import name_key, tidy_name


class ClientTypeQuerySet(models.QuerySet):
    def in_use(self):
        """Those offered, by name."""
        return self.filter(retired_at=None, merged_into=None).order_by("key")

    def listed(self):
        """All but the merged ones, retired ones last, each with how many contacts are of it (`used`)."""
        of_it = Contact.objects.current().filter(client_type=models.OuterRef("name")).order_by().values("client_type")
        counted = models.Subquery(of_it.annotate(n=models.Count("pk")).values("n"))
        found = self.filter(merged_into=None).annotate(used=models.functions.Coalesce(counted, 0))
        return found.order_by(models.F("retired_at").asc(nulls_first=True), "key")


@pghistory.track()
class ClientType(models.Model):
    """A kind of client in the business's own words. Contacts keep the word itself, so that any word will do.

    A merged one keeps its row and points at the one that took its clients, so that its old name still means that.
    """

    name = models.CharField(_("client type"), max_length=80)
    key = models.CharField(max_length=160, unique=True, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False)

    objects = ClientTypeQuerySet.as_manager()

    class Meta:
        verbose_name = _("client type")
        verbose_name_plural = _("client types")
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def spelled(cls, text: str) -> str:
        """The word as the list has it: another spelling, or the name of a merged one, is the one it means. Other words stay."""
        found = cls.objects.filter(key=name_key(text)).select_related("merged_into").first() if text.strip() else None
        return found.survivor.name if found else text

    @classmethod
    def spellings(cls) -> dict[str, str]:
        """What each key of the list means, for many at once. One query."""
        return {each.key: each.survivor.name for each in cls.objects.select_related("merged_into")}

    @property
    def survivor(self) -> "ClientType":
        return self.merged_into.survivor if self.merged_into else self

    @classmethod
    @transaction.atomic
    def add(cls, name: str) -> "ClientType":
        """Contacts of that word in another spelling follow. Raises TypeExists when one of the list means that already."""
        tidy = tidy_name(name)
        if cls.objects.filter(key=name_key(tidy)).exists():
            raise TypeExists(tidy)
        made = cls.objects.create(name=tidy, key=name_key(tidy))
        _respell(made)
        return made

    @transaction.atomic
    def rename(self, name: str) -> None:
        """All contacts of it follow. Raises TypeExists when another one is called that."""
        tidy, was = tidy_name(name), self.name
        if ClientType.objects.filter(key=name_key(tidy)).exclude(pk=self.pk).exists():
            raise TypeExists(tidy)
        if tidy == was:
            return
        self.name, self.key = tidy, name_key(tidy)
        self.save(update_fields=["name", "key"])
        Contact.objects.filter(client_type=was).update(client_type=tidy)

    def retire(self) -> None:
        """No longer offered; whoever is of it stays so."""
        if self.retired_at is None:
            self.retired_at = timezone.now()
            self.save(update_fields=["retired_at"])

    def bring_back(self) -> None:
        if self.retired_at is not None:
            self.retired_at = None
            self.save(update_fields=["retired_at"])

    @transaction.atomic
    def merge_into(self, other: "ClientType") -> int:
        """Every contact of this type is of the other one now. Returns how many. Raises TypeMerged."""
        if other.pk == self.pk or other.merged_into_id or self.merged_into_id:
            raise TypeMerged
        moved = Contact.objects.filter(client_type=self.name).update(client_type=other.name)
        ClientType.objects.filter(merged_into=self).update(merged_into=other)
        self.merged_into, self.retired_at = other, self.retired_at or timezone.now()
        self.save(update_fields=["merged_into", "retired_at"])
        return moved


def _respell(made: ClientType) -> None:
    """Contacts whose word is the type but for case, spaces and how accents are stored say it as the list does."""
    words = Contact.objects.exclude(client_type="").exclude(client_type=made.name).values_list("client_type", flat=True).distinct()
    alike = [word for word in words.order_by() if name_key(word) == made.key]
    Contact.objects.filter(client_type__in=alike).update(client_type=made.name)


class TypeExists(Exception):
    """Another type has that name, or had it before it was merged."""


class TypeMerged(Exception):
    """A type cannot be merged into itself, into a merged one, or twice."""
