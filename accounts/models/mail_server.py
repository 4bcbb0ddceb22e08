import pghistory
from django.core.mail.backends.smtp import EmailBackend
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.sealing import unseal

SECONDS = 30
"""How long a mail server may take for each answer."""


@pghistory.track(exclude=["sealed"])
class MailServer(models.Model):
    """The server that takes our mail, as set in Settings → E-mail. One row at most, of a server that took a mail.

    Where the installation names a server itself (EMAIL_URL), this one is not used.
    """

    class Security(models.TextChoices):
        STARTTLS = "starttls", _("STARTTLS (usual, port 587)")
        TLS = "tls", _("TLS from the first byte (port 465)")
        NONE = "none", _("None: mail and password travel readably")

    only = models.BooleanField(default=True, unique=True, editable=False)
    host = models.CharField(_("server"), max_length=253)
    port = models.PositiveIntegerField(_("port"), default=587, validators=[MinValueValidator(1), MaxValueValidator(65535)])
    security = models.CharField(_("security"), max_length=8, choices=Security, default=Security.STARTTLS)
    user = models.CharField(_("user name"), max_length=254, blank=True)
    sealed = models.TextField(blank=True, editable=False, help_text="The password, see accounts.sealing.")
    sender = models.EmailField(_("sends as"), max_length=254)

    class Meta:
        verbose_name = _("mail server")
        verbose_name_plural = _("mail servers")
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_mail_server")]

    def __str__(self) -> str:
        return self.host

    def backend(self, *, alias: str = "default", seconds: int = SECONDS) -> EmailBackend:
        """What sends through it. Raises Unreadable where the password was sealed with another key."""
        secure = {"use_tls": self.security == self.Security.STARTTLS, "use_ssl": self.security == self.Security.TLS}
        who = {"username": self.user, "password": unseal(self.sealed)} if self.user else {}
        return EmailBackend(alias=alias, host=self.host, port=self.port, timeout=seconds, **secure, **who)
