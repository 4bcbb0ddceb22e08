import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def with_role(self, *roles: Role):
        return self.filter(roles__overlap=list(roles))

    def by_name(self):
        return self.order_by(Lower("name"), "pk")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, password: str | None = None, *, name: str, roles) -> "User":
        user = self.model(email=email.strip().lower(), name=name, roles=list(roles))
        user.set_password(password)
        user.save(using=self._db)
        return user


@pghistory.track(exclude=["password", "last_login", "channel"])
class User(AbstractBaseUser):
    """A person who works here. Signs in by e-mail address, which is stored in lower case."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    roles = ArrayField(models.CharField(max_length=8, choices=Role), verbose_name=_("roles"), default=list)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    channel = models.CharField(max_length=10, default="walk_in", help_text="What the switch above the tally was left at.")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    # allauth asks for these two on every user model.
    is_staff = False
    is_superuser = False

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or self.email

    def has_role(self, *roles: Role) -> bool:
        return self.is_active and any(role in self.roles for role in roles)

    @property
    def initials(self) -> str:
        words = self.name.split() or [self.email]
        return "".join(word[0] for word in (words[0], *words[-1:]) if word).upper()[:2] if len(words) > 1 else words[0][:2].upper()

    @property
    def role_names(self) -> str:
        return ", ".join(str(role.label) for role in Role if role in self.roles)
