from datetime import timedelta

from django.db import models
from django.db.models.functions import Now


class SignOfLife(models.Model):
    """When something that ought to run showed itself last, by the clock of the database."""

    FRESH = timedelta(seconds=10)

    name = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "sign of life"
        verbose_name_plural = "signs of life"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def show(cls, name: str) -> None:
        """One statement, which takes turns with those of others."""
        options = {"update_conflicts": True, "unique_fields": ["name"], "update_fields": ["at"]}
        cls.objects.bulk_create([cls(name=name, at=Now())], **options)
