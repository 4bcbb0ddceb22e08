import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class MailSettings(models.Model):
    """Who the business writes as. One row at most; what is empty comes from the installation."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    from_name = models.CharField(_("name"), max_length=120, blank=True)
    from_address = models.EmailField(_("e-mail address"), blank=True)
    reply_to = models.EmailField(_("answers go to"), blank=True)

    class Meta:
        verbose_name = _("e-mail settings")
        verbose_name_plural = _("e-mail settings")
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_row_of_mail_settings")]

    def __str__(self) -> str:
        return self.from_address

    @classmethod
    def current(cls) -> "MailSettings":
        return cls.objects.first() or cls()
