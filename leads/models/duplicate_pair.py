from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from leads.models.contact import Contact


class DuplicatePair(models.Model):
    """Two contacts who are probably, or perhaps, one person, as the last look found them. Written by `leads.duplicates.finding` alone.

    `score` 0 to 100, `reasons` of `leads.duplicates.scoring.Reason`.
    """

    earlier = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    later = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = ArrayField(models.CharField(max_length=20))

    class Meta:
        verbose_name = _("pair of duplicates")
        verbose_name_plural = _("pairs of duplicates")
        constraints = [models.UniqueConstraint(fields=["later", "earlier"], name="each_pair_of_duplicates_once")]

    def __str__(self) -> str:
        return f"{self.earlier}, {self.later}"

    @classmethod
    def others_of(cls, contact: int) -> set[int]:
        """The ids of whoever may be the same person as this one. One query."""
        pairs = cls.objects.filter(models.Q(earlier=contact) | models.Q(later=contact)).values_list("earlier", "later")
        return {pk for pair in pairs for pk in pair if pk != contact}
