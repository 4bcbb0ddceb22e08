"""The benchmark's business can be made as the tables are today."""

import pytest

from bench import business, importing, reports, save
from bench.import_file import COLUMNS, OUTCOMES, file
from leads.models import Contact, Lead, Touch
from reports.core.catalogue import REPORTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("database_owner")]


def test_the_business_of_the_benchmark_is_made_of_leads_and_clients():
    business.fill(leads=70)
    assert Lead.objects.count() == 70
    assert Contact.objects.clients().count() == 9


def test_one_lead_in_ten_is_of_an_earlier_client():
    business.fill(leads=700)
    repeats = Lead.objects.filter(interest="Another kitchen")
    joined = repeats.exclude(merged_into=None).count()
    assert (repeats.count(), Touch.objects.exclude(from_lead=None).count()) == (70, joined)
    assert Lead.objects.valid().count() - Lead.objects.new_business().count() == 70 - joined
    assert joined > 0


def test_every_report_of_the_catalogue_is_measured():
    business.fill(leads=70)
    reports.fill()
    rows = reports.cases(lambda name, work, floor: (work(), floor(), {"case": name})[-1])
    assert len(rows) == len(REPORTS)
    assert set(reports.FLOORS) <= set(REPORTS)


def test_saving_the_list_is_measured_and_has_a_floor():
    business.fill(leads=70)
    reports.fill()
    rows = save.cases(lambda name, work, floor: (work(), floor(), {"case": name})[-1])
    assert rows[0]["case"].startswith("Saving the list as CSV, against COPY of the same columns (at most ")


def test_every_row_of_the_file_that_is_measured_goes_in():
    business.fill(leads=0)
    importing.bring_in("".join(file(30, outcomes=True)).encode(), COLUMNS | OUTCOMES, rows=30)
    assert Lead.objects.count() == 30
    assert Contact.objects.clients().count() == 10
