"""The benchmark's business can be made as the tables are today."""

import pytest

from bench import business, importing, reports
from bench.import_file import COLUMNS, OUTCOMES, file
from leads.models import Contact, Lead
from reports.named import REPORTS

pytestmark = pytest.mark.django_db


def test_the_business_of_the_benchmark_is_made_of_leads_and_clients():
    business.fill(leads=70)
    assert Lead.objects.count() == 70
    assert Contact.objects.clients().count() == 10


def test_every_report_of_the_command_is_measured_and_has_a_floor():
    business.fill(leads=70)
    reports.fill()
    rows = reports.cases(lambda name, work, floor: (work(), floor(), {"case": name})[-1])
    assert len(rows) == len(REPORTS)
    assert set(reports.FLOORS) >= set(REPORTS)


def test_every_row_of_the_file_that_is_measured_goes_in():
    business.fill(leads=0)
    importing.bring_in("".join(file(30, outcomes=True)).encode(), COLUMNS | OUTCOMES, rows=30)
    assert Lead.objects.count() == 30
    assert Contact.objects.clients().count() == 10
