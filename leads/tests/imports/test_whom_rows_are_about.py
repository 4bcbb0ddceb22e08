"""Before a file goes in, the preview says of each row about somebody who is here whom it is about and what becomes of it."""

from datetime import UTC, datetime

import pytest

from leads.imports.plan import Plan
from leads.imports.questions.preview import preview
from leads.imports.reading import read
from leads.models import ContactPhone
from leads.tests.making import make_lead

pytestmark = pytest.mark.django_db
COLUMNS = {"Name": "name", "Phone": "phone", "Day": "received_at", "Id": "external_id"}


@pytest.fixture
def ann(business):
    lead = make_lead("Ann Miller", received_at=datetime(2026, 3, 2, 12, tzinfo=UTC), external_id="A1")
    ContactPhone.objects.create(contact=lead.contact, e164="+441134960142", as_typed="0113 496 0142", digits="01134960142")
    return lead


def about(row: str, business) -> list[str]:
    table = read(f"Name,Phone,Day,Id\n{row}\n".encode())
    return [remark.reason for remark in preview(table, Plan.for_business(business, columns=COLUMNS)).matches]


def test_id_that_is_here_brings_its_enquiry_up_to_date(ann, business):
    assert about("Ann Miller,0113 496 0142,2026-03-02,A1", business) == ["Brings the enquiry of Ann Miller of 2 March 2026 up to date."]


def test_known_person_comes_again_to_an_open_enquiry(ann, business):
    assert about("Ann Miller,0113 496 0142,2026-05-01,", business) == ["Ann Miller again: noted on the open enquiry of 2 March 2026."]


def test_earlier_row_becomes_the_enquiry(ann, business):
    assert about("Ann Miller,0113 496 0142,2026-02-01,", business) == [
        "Earlier than the open enquiry of Ann Miller of 2 March 2026: this becomes the enquiry, and that one a touch."
    ]


def test_known_person_with_a_new_id_has_a_new_enquiry(ann, business):
    assert about("Ann Miller,0113 496 0142,2026-05-01,B7", business) == ["A new enquiry of Ann Miller, who is here already."]


def test_stranger_is_about_nobody(ann, business):
    assert about("Zoë Quill,0113 496 0199,2026-05-01,", business) == []
