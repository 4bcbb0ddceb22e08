import secrets
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.roles import Role


def new_token() -> str:
    return secrets.token_urlsafe(32)


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A link that lets one person in (`for_user` empty) or lets a person choose a new password (`for_user` filled).

    It is handed over by whoever made it, in whatever way they like: no mail server is needed.
    """

    LIFETIME = timedelta(days=7)

    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    roles = ArrayField(models.CharField(max_length=8, choices=Role), verbose_name=_("roles"), default=list)
    for_user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="password_links")
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations_made")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email or str(self.for_user)

    @classmethod
    def make(cls, *, by: User, email: str = "", name: str = "", roles=(), for_user: User | None = None) -> "Invitation":
        return cls.objects.create(
            email=email.lower(), name=name, roles=list(roles), for_user=for_user, made_by=by, expires_at=timezone.now() + cls.LIFETIME
        )

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()

    @transaction.atomic
    def accept(self, *, password: str, name: str = "", email: str = "") -> User:
        """Use the link once: make the person, or give the existing one the new password.

        Raises:
            InvitationClosed: the link was used, withdrawn or is too old.
        """
        link = Invitation.objects.select_for_update().get(pk=self.pk)
        if not link.is_open:
            raise InvitationClosed
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
        if link.for_user:
            link.for_user.set_password(password)
            link.for_user.save(update_fields=["password"])
            return link.for_user
        return User.objects.create_user(email or link.email, password, name=name or link.name, roles=link.roles)

    def revoke(self) -> None:
        if self.revoked_at is None and self.used_at is None:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])


class InvitationClosed(Exception):
    """The link was used, withdrawn, or is older than a week."""
