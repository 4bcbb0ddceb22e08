"""How many are in a sequence, at which step, and why the others are through."""

from collections import Counter

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from sales.models import Ended, Sequence, SequenceRun


def counted(sequences):
    """Each with `under_way` and `through`: how many runs. Counted apart, never across two joins."""
    runs = SequenceRun.objects.filter(sequence=OuterRef("pk")).order_by().values("sequence").annotate(n=Count("pk")).values("n")

    def number(found):
        return Coalesce(Subquery(found, output_field=IntegerField()), 0)

    return sequences.for_list().annotate(under_way=number(runs.filter(ended_at=None)), through=number(runs.filter(ended_at__isnull=False)))


def at_each_step(sequence: Sequence) -> Counter:
    """How many wait for which step, by its number from 0, of those under way."""
    return Counter(SequenceRun.objects.under_way().filter(sequence=sequence).values_list("next_number", flat=True))


def why_ended(sequence: Sequence) -> list[tuple[str, int]]:
    """Each reason with how many it ended, the most frequent first."""
    found = SequenceRun.objects.filter(sequence=sequence).exclude(ended_at=None).order_by().values("ended_for").annotate(n=Count("pk"))
    return [(str(Ended(row["ended_for"]).label), row["n"]) for row in found.order_by("-n", "ended_for")]
