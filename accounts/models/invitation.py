import hashlib
import secrets
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.roles import Role


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def to_join(self):
        """Those that let somebody new in."""
        return self.filter(for_user=None)

    def with_token(self, token: str) -> "Invitation | None":
        return self.select_related("for_user", "made_by").filter(digest=digest(token)).first()


class Invitation(models.Model):
    """A link that lets one person in (`for_user` empty) or lets a person choose a new password (`for_user` filled).

    It is handed over by whoever made it, in whatever way they like: no mail server is needed. Only a digest of the token is
    stored, so a copy of the database opens no door; the token itself is on the object that `make` returns, and nowhere else.
    """

    LIFETIME = timedelta(days=7)
    MOST_REFUSALS = 5

    digest = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    roles = ArrayField(models.CharField(max_length=8, choices=Role), verbose_name=_("roles"), default=list)
    for_user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="password_links")
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations_made")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    refusals = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)

    objects = InvitationQuerySet.as_manager()
    token = ""

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.name or self.email or str(self.for_user or self.pk)

    @classmethod
    @transaction.atomic
    def make(cls, *, by: User, email: str = "", name: str = "", roles=(), for_user: User | None = None) -> "Invitation":
        """A new link. A password link takes the place of an earlier one for the same person."""
        if for_user:
            for_user.password_links.open().update(revoked_at=timezone.now())
        token = new_token()
        link = cls.objects.create(
            digest=digest(token),
            email=email.strip().lower(),
            name=name,
            roles=list(roles),
            for_user=for_user,
            made_by=by,
            expires_at=timezone.now() + cls.LIFETIME,
        )
        link.token = token
        return link

    @property
    def is_open(self) -> bool:
        shut_out = self.for_user is not None and not self.for_user.is_active
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now() and not shut_out

    @property
    def role_names(self) -> str:
        return ", ".join(str(role.label) for role in Role if role in self.roles)

    @transaction.atomic
    def accept(self, *, password: str, name: str = "", email: str = "") -> User:
        """Use the link once: make the person, or give the existing one the new password and end their sessions.

        Raises:
            InvitationClosed: the link was used, withdrawn or is too old.
            EmailTaken: somebody signs in with that address already.
        """
        link = Invitation.objects.select_for_update(of=("self",)).select_related("for_user").get(pk=self.pk)
        if not link.is_open:
            raise InvitationClosed
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
        if link.for_user:
            link.for_user.set_password(password)
            link.for_user.save(update_fields=["password"])
            return link.for_user
        try:
            with transaction.atomic():
                return User.objects.create_user(email or link.email, password, name=name or link.name, roles=link.roles)
        except IntegrityError as error:
            raise EmailTaken from error

    def count_refusal(self) -> None:
        """An address that is taken was typed. Nobody finds out with one link who else signs in here: after a few it closes."""
        Invitation.objects.filter(pk=self.pk).update(refusals=models.F("refusals") + 1)
        self.refresh_from_db(fields=["refusals"])
        if self.refusals >= self.MOST_REFUSALS:
            self.revoke()

    def revoke(self) -> None:
        if self.revoked_at is None and self.used_at is None:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])


class InvitationClosed(Exception):
    """The link was used, withdrawn, or is older than a week."""


class EmailTaken(Exception):
    """Somebody signs in with that address already."""
