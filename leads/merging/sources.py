"""A source that was merged into another is a source of its own again, with what came over then and is still there.

The history of each row says what went over: all of it was changed within one request, that of the merger.
"""

from django.db import transaction
from django.db.models import F

from leads.models import Campaign, IllegalMerge, Lead, Source, Spend, Touch


def merged_sources(into: Source) -> list[Source]:
    """Those that can be separated from `into` again: merged into it themselves, in a request that is known. One query a source."""
    return [source for source in into.merged.order_by("name") if _merger(source)]


@transaction.atomic
def separate(source: Source) -> Source:
    """Undo its merger; what was given to yet another source since stays there. Returns the source that had taken it over.

    Raises IllegalMerge where it is not merged, or came along when another source was merged (separate that first).
    """
    source = Source.objects.select_for_update(of=("self",)).select_related("merged_into").get(pk=source.pk)
    event, into = _merger(source), source.merged_into
    if event is None:
        raise IllegalMerge
    context = event.pgh_context_id
    for model in (Lead, Touch, Campaign):
        moved = model.pgh_event_model.objects.filter(pgh_context_id=context, pgh_label="update", source=into)
        model.objects.filter(pk__in=moved.values("pgh_obj_id"), source=into).update(source=source)
    _return_spend(source, into, context=context)
    came_along = Source.pgh_event_model.objects.filter(pgh_context_id=context, merged_into=into).exclude(pgh_obj=source)
    Source.objects.filter(pk__in=came_along.values("pgh_obj_id"), merged_into=into).update(merged_into=source)
    source.merged_into, source.retired_at = None, _before(event).retired_at
    source.save(update_fields=["merged_into", "retired_at"])
    return into


def _merger(source: Source):
    """The event of its merger; None where it is not merged, where it came along with another, or where no request is known."""
    if source.merged_into_id is None:
        return None
    events = source.events.filter(pgh_label="update", pgh_context_id__isnull=False, merged_into=source.merged_into_id).order_by("-pgh_id")
    return next((each for each in events if _before(each).merged_into_id is None), None)


def _before(event):
    """The source as it was before it."""
    return event.pgh_obj.events.filter(pgh_id__lt=event.pgh_id).order_by("-pgh_id").first()


def _return_spend(source: Source, into: Source, *, context) -> None:
    """Months that went over come back; of those that were added to a month of the other, as much as was added."""
    events = Spend.pgh_event_model.objects.filter(pgh_context_id=context)
    moved = events.filter(pgh_label="update", source=into)
    added = list(events.filter(pgh_label="delete", source=source))
    grown = {(each.campaign_id, each.month) for each in added}
    ids = [each.pgh_obj_id for each in moved if (each.campaign_id, each.month) not in grown]
    Spend.objects.filter(pk__in=ids, source=into).update(source=source)
    for each in added:
        Spend.objects.create(source=source, campaign_id=each.campaign_id, month=each.month, amount=each.amount)
        there = Spend.objects.filter(source=into, campaign_id=each.campaign_id, month=each.month, amount__gte=each.amount)
        there.update(amount=F("amount") - each.amount)
