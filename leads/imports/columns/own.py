"""The columns of our own export (`leads.export.COLUMNS`), known when the file is one.

`id` alone says nothing: many programs have one. What stands beside it shows whose it is.
"""

from leads.imports.fields import FIELDS

SIGNATURE = frozenset({"id", "external_id", "received_at", "how_known"})
OTHERWISE = {"id": "lead_id", "other_phones": "phone", "other_emails": "email", "stage": "deal_stage"}
"""Columns called otherwise than their field. The others are called as the field is."""


def is_own_export(headers: tuple[str, ...]) -> bool:
    """Whether LeadTrack wrote the file, columns taken away or added since or not."""
    return SIGNATURE.issubset(map(_plain, headers))


def own_columns(headers: tuple[str, ...], *, fields: tuple[str, ...]) -> dict[str, str]:
    """A field for each header of our own export."""
    named = {header: OTHERWISE.get(_plain(header), _plain(header)) for header in headers}
    return {header: name for header, name in named.items() if name in FIELDS and name in fields}


def _plain(header: str) -> str:
    return header.strip().casefold()
