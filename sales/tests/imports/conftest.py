import pytest
from django.utils import timezone

from leads.tests.imports.conftest import bring_in, dying_after  # noqa: F401 (a fixture)

FIELDS = {"date": "sold_at", "sum": "amount", "inv": "invoice", "no": "line", "back": "refunded", "id": "external_id"}


@pytest.fixture
def here(business):
    """The days of the business, as in the worker and the command."""
    with timezone.override(business.zone):
        yield


@pytest.fixture
def sell(here, stages, sources, cast):
    """Import sales from CSV text: each header is a field by its own name, or by a short one (date, sum, inv, no, back, id)."""

    def import_(text: str, **more):
        headers = text.partition("\n")[0].split(",")
        columns = {header: FIELDS.get(header, header) for header in headers}
        return bring_in(text, by=cast.admin, kind="sales", **columns, **more)

    return import_
