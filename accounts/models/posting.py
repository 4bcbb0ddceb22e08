from django.db import models
from django.utils import timezone
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

    def begin(self) -> bool:
        """It is being handed over from now on. False, as of every verb here, when it stands no longer where that leads from."""
        return self._move(self.State.SENDING, only_from=self.State.CLAIMED)

    def go_out(self) -> bool:
        """The server took it."""
        return self._move(self.State.SENT, only_from=self.State.SENDING, sent_at=timezone.now(), error="")

    def put_back(self, reason: str) -> bool:
        """The server said “later”, so it may be begun again."""
        return self._move(self.State.CLAIMED, only_from=self.State.SENDING, error=reason)

    def refuse(self, reason: str) -> bool:
        """The server said no."""
        return self._move(self.State.REFUSED, only_from=self.State.SENDING, error=reason)

    def doubt(self, reason: str) -> bool:
        """Nobody knows whether it went: it stays as it is, and is not sent again."""
        return self._move(self.State.SENDING, only_from=self.State.SENDING, error=reason)

    def leave_out(self) -> bool:
        """There is nothing to say, so it is not sent."""
        return self._move(self.State.EMPTY, only_from=self.State.CLAIMED)

    def _move(self, state: str, *, only_from: str, **values) -> bool:
        """One statement, which waits for whoever changes it just now and judges it by what it is then."""
        if not type(self)._default_manager.filter(pk=self.pk, state=only_from).update(state=state, **values):
            return False
        for name, value in ({"state": state} | values).items():
            setattr(self, name, value)
        return True
