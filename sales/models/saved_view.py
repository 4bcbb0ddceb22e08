from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import OFFICE
from sales.models.stage import NameTaken


class SavedViewQuerySet(models.QuerySet):
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


class SavedView(models.Model):
    """Filters of the board that somebody wants again, under a name. `query` is the part of the address after its "?"."""

    name = models.CharField(_("name"), max_length=60)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    shared = models.BooleanField(_("for everybody who sells"), default=False)
    query = models.CharField(max_length=1_000, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint("owner", Lower("name"), condition=models.Q(removed_at=None), name="one_view_of_a_name_a_person")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def add(cls, name: str, *, by, query: str, shared: bool = False) -> "SavedView":
        """Raises NameTaken when they have another one of that name."""
        return cls.objects.create(name=cls.require_free(name, owner=by), owner=by, query=query, shared=shared)

    @classmethod
    def require_free(cls, name: str, *, owner, besides: int | None = None) -> str:
        """The name with its spaces put right, for as long as the transaction lasts nobody else's. Raises NameTaken."""
        User.objects.select_for_update().get(pk=owner.pk)
        tidy = " ".join(name.split())
        if cls.objects.standing().filter(owner=owner).annotate(key=Lower("name")).filter(key=tidy.lower()).exclude(pk=besides).exists():
            raise NameTaken(tidy)
        return tidy

    @transaction.atomic
    def edit(self, *, name: str, shared: bool) -> None:
        """Raises NameTaken when its owner has another one of that name."""
        self.name, self.shared = SavedView.require_free(name, owner=self.owner, besides=self.pk), shared
        self.save(update_fields=["name", "shared"])

    def remove(self) -> None:
        if self.removed_at is None:
            self.removed_at = timezone.now()
            self.save(update_fields=["removed_at"])

    @transaction.atomic
    def bring_back(self) -> None:
        """Raises NameTaken when its owner has given the name to another one meanwhile."""
        if self.removed_at is not None:
            SavedView.require_free(self.name, owner=self.owner)
            self.removed_at = None
            self.save(update_fields=["removed_at"])
