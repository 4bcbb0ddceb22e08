from django.db import models


class Chore(models.Model):
    """When a piece of regular work was last begun and done, and what went wrong (see `accounts.scheduler`)."""

    name = models.CharField(max_length=60, unique=True)
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = "chore"
        verbose_name_plural = "chores"

    def __str__(self) -> str:
        return self.name
