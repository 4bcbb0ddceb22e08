import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.roles import OFFICE, SELLERS, Role


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def with_role(self, *roles: Role):
        return self.filter(roles__overlap=list(roles))

    def present(self, day):
        """Those who are not away on `day` of the business."""
        away = self.model._meta.get_field("absences").related_model.objects.on(day).filter(user=models.OuterRef("pk"))
        return self.filter(~models.Exists(away))

    def sellers(self):
        """Who may be given what is to be sold."""
        return self.active().with_role(*SELLERS).by_name()

    def by_name(self):
        return self.order_by(Lower("name"), "pk")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, password: str | None = None, *, name: str, roles) -> "User":
        user = self.model(email=email.strip().lower(), name=name, roles=list(roles))
        user.set_password(password)
        user.save(using=self._db)
        return user


@pghistory.track(exclude=["password", "last_login", "channel", "session_round"])
class User(AbstractBaseUser):
    """A person who works here. Signs in by e-mail address, which is stored in lower case."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    roles = ArrayField(models.CharField(max_length=8, choices=Role), verbose_name=_("roles"), default=list)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    channel = models.CharField(max_length=10, default="walk_in", help_text="What the switch above the tally was left at.")
    session_round = models.PositiveIntegerField(default=0, editable=False, help_text="Sessions of an earlier round are signed out.")

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

    def is_absent(self, *, on) -> bool:
        """Whether they are away on the day `on` of the business."""
        return self.absences.on(on).exists()

    @property
    def initials(self) -> str:
        words = self.name.split() or [self.email]
        return "".join(word[0] for word in (words[0], *words[-1:]) if word).upper()[:2] if len(words) > 1 else words[0][:2].upper()

    @property
    def role_names(self) -> str:
        return ", ".join(str(role.label) for role in Role if role in self.roles)

    @transaction.atomic
    def change(self, *, name: str, roles, by: "User") -> None:
        """Give the person another name or other roles; nothing is written when both stay as they are.

        Raises:
            LastAdmin: nobody would be left to look after LeadTrack.
        """
        if Role.ADMIN in self.roles and Role.ADMIN not in roles:
            self._keep_an_admin()
        if self.has_role(*OFFICE) and not set(OFFICE) & set(roles):
            self._shut_links_made()
        changed = {"name": name, "roles": [role.value for role in Role if role in roles]}
        fields = [field for field, value in changed.items() if getattr(self, field) != value]
        if fields:
            self.name, self.roles = changed["name"], changed["roles"]
            with pghistory.context(user=by.pk):
                self.save(update_fields=fields)

    @transaction.atomic
    def deactivate(self, *, by: "User") -> None:
        """Shut the person out at once and for as long as nobody takes it back. What they did stays.

        Raises:
            Yourself: nobody shuts themselves out.
            LastAdmin: nobody would be left to look after LeadTrack.
        """
        if by.pk == self.pk:
            raise Yourself
        if not self.is_active:
            return
        self._keep_an_admin()
        self.is_active, self.session_round = False, self.session_round + 1
        with pghistory.context(user=by.pk):
            self.save(update_fields=["is_active", "session_round"])
        self.password_links.open().update(revoked_at=timezone.now())
        self._shut_links_made()

    def reactivate(self, *, by: "User") -> None:
        if not self.is_active:
            self.is_active = True
            with pghistory.context(user=by.pk):
                self.save(update_fields=["is_active"])

    def sign_out_everywhere(self) -> None:
        """End every session of this person. The one that asks calls `update_session_auth_hash` to stay."""
        type(self).objects.filter(pk=self.pk).update(session_round=models.F("session_round") + 1)
        self.refresh_from_db(fields=["session_round"])

    def _shut_links_made(self) -> None:
        """Whoever may not make links any more keeps none either: one of them could be their way back in."""
        self.invitations_made.open().update(revoked_at=timezone.now())

    def _keep_an_admin(self) -> None:
        """Locks the admins, so that two of them cannot take each other away at the same moment."""
        admins = type(self).objects.active().with_role(Role.ADMIN).order_by("pk").select_for_update()
        if self.is_active and not any(admin.pk != self.pk for admin in admins) and Role.ADMIN in self.roles:
            raise LastAdmin

    def _get_session_auth_hash(self, secret=None):
        """Django's hash of the password that each session carries, with the round mixed in."""
        return salted_hmac("leadtrack.session", f"{self.password}:{self.session_round}", secret=secret, algorithm="sha256").hexdigest()


class LastAdmin(Exception):
    """Nobody would be left who may change people and settings."""


class Yourself(Exception):
    """Nobody takes away their own access."""
