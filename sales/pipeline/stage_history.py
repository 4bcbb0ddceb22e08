"""How opportunities walked through the stages, for lists. The forecast asks the same in SQL (`reports.metrics.stays`), and a test holds the
two together: each count it shows opens a list of as many."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sales.models import Stage, StageChange

ENTERED = Coalesce("at", "written_at")


def stood_in(stage: Stage | None = None) -> Exists:
    """That an opportunity was in an open stage for a while; None: in any. What came and went in one moment walked through none."""
    later = StageChange.objects.filter(opportunity=OuterRef("opportunity"), pk__gt=OuterRef("pk")).order_by("pk")
    stays = StageChange.objects.filter(opportunity=OuterRef("pk"), to_stage__kind=Stage.Kind.OPEN)
    stays = stays.filter(to_stage=stage) if stage else stays
    stays = stays.annotate(entered=ENTERED, left=Subquery(later.values(moment=ENTERED)[:1]))
    return Exists(stays.filter(Q(left=None) | Q(left__gt=F("entered"))))


def came_to_stand(found: QuerySet, *, since, until) -> QuerySet:
    """Of opportunities those that walked through a stage, and came to where they are from `since` on and before `until`."""
    last = StageChange.objects.filter(opportunity=OuterRef("pk")).order_by("-pk").values(moment=ENTERED)[:1]
    return found.annotate(came_at=Subquery(last)).filter(stood_in(), came_at__gte=since, came_at__lt=until)
