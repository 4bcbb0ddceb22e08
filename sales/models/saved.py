from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import OFFICE
from leads.models.source import tidy_name
from sales.models.stage import NameTaken


class SavedQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(removed_at=None)

    def visible_to(self, user):
        """Their own, and what others share, by name. One query."""
        mine_or_shared = models.Q(owner=user) | models.Q(shared=True)
        return self.standing().filter(mine_or_shared).select_related("owner").order_by(Lower("name"), "pk")

    def changeable_by(self, user):
        """Their own; and for the office, what somebody shared who is not here any more."""
        if not user.has_role(*OFFICE):
            return self.filter(owner=user)
        return self.filter(models.Q(owner=user) | models.Q(shared=True, owner__is_active=False))


class Saved(models.Model):
    """A question that somebody wants again, under a name that none of their others has.

    `query` is the part of the address after its "?". Whoever is one says who its `owner` is, and for whom it is `shared`.
    """

    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1_000, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = SavedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def add(cls, name: str, *, by, **values):
        """Raises NameTaken when they have another one of that name."""
        return cls.objects.create(name=cls.require_free(name, owner=by), owner=by, **values)

    @classmethod
    def require_free(cls, name: str, *, owner, besides: int | None = None) -> str:
        """The name with its spaces put right, for as long as the transaction lasts nobody else's. Raises NameTaken."""
        User.objects.select_for_update().get(pk=owner.pk)
        tidy = tidy_name(name)
        if cls.objects.standing().filter(owner=owner).annotate(key=Lower("name")).filter(key=tidy.lower()).exclude(pk=besides).exists():
            raise NameTaken(tidy)
        return tidy

    @transaction.atomic
    def edit(self, *, name: str, shared: bool) -> None:
        """Raises NameTaken when its owner has another one of that name."""
        self.name, self.shared = self.require_free(name, owner=self.owner, besides=self.pk), shared
        self.save(update_fields=["name", "shared"])

    def remove(self) -> None:
        if self.removed_at is None:
            self.removed_at = timezone.now()
            self.save(update_fields=["removed_at"])

    @transaction.atomic
    def bring_back(self) -> None:
        """Raises NameTaken when its owner has given the name to another one meanwhile."""
        if self.removed_at is not None:
            self.require_free(self.name, owner=self.owner)
            self.removed_at = None
            self.save(update_fields=["removed_at"])
