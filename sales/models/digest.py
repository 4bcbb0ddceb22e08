from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """The one morning mail of a person and a day: the row comes before the mail, so that no day has two.

    CLAIMED is safe to begin again; SENDING is written before the mail is handed to the server, and one that stays so was cut
    off in that moment: nobody can know whether it went out, so it is not sent again.
    """

    class State(models.TextChoices):
        CLAIMED = "claimed", _("Begun")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        EMPTY = "empty", _("Nothing to say")
        REFUSED = "refused", _("Refused by the mail server")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.CLAIMED)
    error = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.user}, {self.day}: {self.state}"

    @property
    def is_to_be_sent(self) -> bool:
        return self.state == self.State.CLAIMED

    def become(self, state: str, **fields) -> None:
        for name, value in ({"state": state} | fields).items():
            setattr(self, name, value)
        self.save(update_fields=["state", *fields])
