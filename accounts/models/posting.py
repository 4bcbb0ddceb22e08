from django.db import models
from django.utils.translation import gettext_lazy as _


class Posting(models.Model):
    """A mail that somebody gets once: the row comes before the mail, so that nothing is sent twice.

    CLAIMED is safe to begin again; SENDING is written before the mail is handed to the server, and one that stays so was cut
    off in that moment: nobody can know whether it went out, so it is not sent again.
    """

    class State(models.TextChoices):
        CLAIMED = "claimed", _("Begun")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        EMPTY = "empty", _("Nothing to say")
        REFUSED = "refused", _("Refused by the mail server")

    state = models.CharField(max_length=8, choices=State, default=State.CLAIMED)
    error = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_to_be_sent(self) -> bool:
        return self.state == self.State.CLAIMED

    def become(self, state: str, **fields) -> None:
        for name, value in ({"state": state} | fields).items():
            setattr(self, name, value)
        self.save(update_fields=["state", *fields])
