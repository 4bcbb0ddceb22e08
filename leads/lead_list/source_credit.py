"""Leads by the source that gets the credit for them, for the list of leads. What credit is stands in `reports.metrics.credit`."""

from datetime import datetime

from django.db.models import BigIntegerField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models import Lead, Source, Touch

LAST, EQUAL = "last", "equal"
CHOICES = [(LAST, _("the last touch")), (EQUAL, _("all that had a part"))]


def credited_to(source: Source | None, *, credit: str, as_of: datetime | None) -> QuerySet[Lead]:
    """The leads whose last touch before the win was from `source`, or in which it had a part. None: no source is known."""
    moment = Value(as_of or timezone.now(), output_field=DateTimeField())
    before = Touch.objects.filter(lead=OuterRef("pk"), source__isnull=False, at__lt=Least(moment, OuterRef("client__client_since")))
    if credit == LAST:
        last = Subquery(before.order_by("-at", "-pk").values("source")[:1])
        return Lead.objects.annotate(credited=Coalesce(last, F("source_id"), output_field=BigIntegerField())).filter(
            credited=source and source.pk
        )
    if source is None:
        return Lead.objects.filter(~Exists(before), source=None)
    return Lead.objects.filter(Q(source=source) | Exists(before.filter(source=source)))
