"""The program that the ids of a file come from. An id is unique in its program only: 17 of the shop is not 17 of the telephone list."""

from leads.imports.columns.layouts import layout_of
from leads.imports.table import Table
from leads.models import Import

IDS = ("external_id", "line")


def id_header(columns: dict[str, str]) -> str:
    """The first column of ids, or nothing."""
    return next((header for header, name in columns.items() if name in IDS), "")


def proposed_system(table: Table, columns: dict[str, str]) -> str:
    """The program that wrote the file where its columns tell, else the one that was named when such a column of ids last came in."""
    layout = layout_of(table.headers)
    header = id_header(columns)
    return layout.system if layout else _remembered(header, columns[header]) if header else ""


def systems_in_use() -> list[str]:
    """The names given so far, to choose from. One query over the imports, not over the leads."""
    named = Import.objects.exclude(plan__system=None).exclude(plan__system="").values_list("plan__system", flat=True)
    return sorted(set(named), key=str.casefold)


def _remembered(header: str, field: str) -> str:
    named = Import.objects.filter(plan__columns__contains={header: field}).exclude(plan__system=None).exclude(plan__system="")
    return named.order_by("-uploaded_at").values_list("plan__system", flat=True).first() or ""
