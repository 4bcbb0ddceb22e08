from django.db import models
from django.utils.translation import gettext_lazy as _

from leads.models.message import Message


class FileContent(models.Model):
    """The bytes of a file, once, however many mails brought it."""

    digest = models.CharField(max_length=64, primary_key=True, help_text="SHA-256, in hexadecimal.")
    data = models.BinaryField()

    class Meta:
        verbose_name = _("content of a file")
        verbose_name_plural = _("contents of files")

    def __str__(self) -> str:
        return self.digest


class MailFile(models.Model):
    """A file that came with a mail. `content` is None where only its name is kept, for the reason in `left_out`."""

    class LeftOut(models.TextChoices):
        SIZE = "size", _("larger than 5 MB, so it is only in your mailbox")
        COUNT = "count", _("more than 20 files or 10 MB came with the mail, so it is only in your mailbox")
        KIND = "kind", _("a kind that is not kept, since it could be a program; it is only in your mailbox")
        CUT = "cut", _("the mail is longer than is read, so it is only in your mailbox")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files")
    content = models.ForeignKey(FileContent, null=True, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    left_out = models.CharField(max_length=5, choices=LeftOut, blank=True)

    class Meta:
        verbose_name = _("file of an e-mail")
        verbose_name_plural = _("files of e-mails")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
