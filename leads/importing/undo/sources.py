"""Sources and campaigns that a file made: retired with it where nothing else has come to hang on them, so that no key of theirs stays on
the Log, and in use again with it.
"""

from collections.abc import Iterator

import pghistory
from django.apps import apps

from leads.models import Campaign, Import, Lead, Source, State

Named = Source | Campaign
MODELS = (Campaign, Source)
"""A source whose campaigns are all retired may go too, so they are looked at first."""


def retire_unused(file: Import) -> None:
    """Those made by this file that nobody has changed since."""
    for model in MODELS:
        for row in model.objects.filter(pk__in=_made_by(file, model), retired_at=None):
            if _last_context(row) in file.contexts and not _is_used(row):
                row.retire()


def bring_back(file: Import) -> None:
    """Those that were retired with it, and have not been touched since."""
    for model in MODELS:
        events = _events(model).filter(pgh_context_id__in=file.undo_contexts, retired_at__isnull=False)
        for row in model.objects.filter(pk__in=events.values("pgh_obj_id"), retired_at__isnull=False):
            if _last_context(row) in file.undo_contexts:
                row.bring_back()


def bring_back_named(row: Named) -> None:
    """A file names it again: in use, where it was retired with another file and not by a person."""
    if row.retired_at and (context := _last_context(row)) and Import.objects.filter(undo_contexts__contains=[context]).exists():
        row.bring_back()


def _events(model: type[Named]):
    return apps.get_model("leads", f"{model.__name__}Event").objects


def _made_by(file: Import, model: type[Named]):
    return _events(model).filter(pgh_label="insert", pgh_context_id__in=file.contexts).values("pgh_obj_id")


def _last_context(row: Named):
    return _events(type(row)).filter(pgh_obj_id=row.pk).order_by("-pgh_id").values_list("pgh_context_id", flat=True).first()


def _is_used(row: Named) -> bool:
    """Whether anything that stands points at it, of whatever room."""
    return any(rows.exists() for rows in _uses(row))


def _uses(row: Named) -> Iterator:
    for relation in row._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or issubclass(relation.related_model, pghistory.models.Event):
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: row})
        if relation.related_model is Lead:
            rows = rows.exclude(state=State.WITHDRAWN)
        elif relation.related_model is Campaign:
            rows = rows.filter(retired_at=None)
        yield rows
