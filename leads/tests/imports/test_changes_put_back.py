"""What a file changed of leads and people we knew is put back with it, unless somebody changed the same thing since."""

import pghistory
import pytest

from leads.contacts.matching import Owners
from leads.imports.undo.taking_back import bring_back, survey, take_back
from leads.models import Contact, Import, Lead, LeadChange, Touch
from leads.tests.imports.conftest import bring_in, bring_in_file

pytestmark = pytest.mark.django_db
COLUMNS = {"id": "external_id", "origin": "source", "note": "notes", "mail": "email", "day": "received_at"}


@pytest.fixture(autouse=True)
def _business(business, sources):
    pass


def known(text: str = "id,name,origin,note\nA1,Ann,Leaflet,First\n") -> None:
    with pghistory.context():
        bring_in(text, **_columns(text))


def change(text: str) -> Import:
    return bring_in_file(text, **_columns(text))


def _columns(text: str) -> dict:
    return {header: COLUMNS.get(header, header) for header in text.partition("\n")[0].split(",")}


def ann() -> Lead:
    return Lead.objects.select_related("contact", "source").get(external_id="A1")


def test_changed_fields_go_back_and_come_again(cast):
    known()
    file = change("id,origin,note\nA1,Signboard,Second\n")
    assert survey(file, most=9).changes == 2
    assert take_back(file, by=cast.owner) == 2
    assert (ann().source.name, ann().notes, ann().state) == ("Leaflet", "First", "open")
    bring_back(file, by=cast.owner)
    assert (ann().source.name, ann().notes) == ("Signboard", "Second")


def test_history_names_who_put_what_back(cast):
    known()
    take_back(change("id,origin\nA1,Signboard\n"), by=cast.owner)
    last = LeadChange.objects.filter(lead=ann()).latest("pk")
    assert (last.verb, last.by, last.note) == ("edited", cast.owner, "With the whole file that changed it")
    assert (last.before["source"], last.after["source"]) == ("Signboard", "Leaflet")


def test_a_later_edit_stays_and_is_listed(cast):
    known()
    file = change("id,origin,note\nA1,Signboard,Second\n")
    with pghistory.context(user=cast.staff.pk):
        ann().edit(by=cast.staff, notes="Third")
    shown = survey(file, most=9)
    assert (shown.changes, [each.reason for each in shown.staying]) == (1, ["Changed by the file, and by somebody since: Notes"])
    take_back(file, by=cast.owner)
    assert (ann().source.name, ann().notes) == ("Leaflet", "Third")


def test_added_ways_and_filled_in_names_go(cast):
    known("id,phone\nA1,020 7946 0199\n")
    file = change("id,name,mail,phone\nA1,Ann Miller,ann@example.com,020 7946 0111\n")
    assert (ann().contact.name, ann().contact.phones.count()) == ("Ann Miller", 2)
    take_back(file, by=cast.owner)
    contact = ann().contact
    assert (contact.name, contact.phones.count(), contact.emails.count()) == ("", 1, 0)
    bring_back(file, by=cast.owner)
    assert [email.address for email in ann().contact.emails.all()] == ["ann@example.com"]


def test_touches_go_and_swapped_dates_go_back(cast):
    known("id,name,mail,day\nA1,Ann,ann@example.com,2026-03-05\n")
    file = change("name,mail,day\nAnn,ann@example.com,2026-03-01\nAnn,ann@example.com,2026-03-09\n")
    assert (Touch.objects.count(), ann().received_at.day) == (2, 1)
    take_back(file, by=cast.owner)
    assert (Touch.objects.count(), ann().received_at.day) == (0, 5)
    bring_back(file, by=cast.owner)
    assert (Touch.objects.count(), ann().received_at.day) == (2, 1)


def test_a_person_given_to_a_lead_is_taken_away(cast):
    known("id,origin\nA1,Leaflet\n")
    take_back(change("id,name\nA1,Ann\n"), by=cast.owner)
    assert (ann().contact, Contact.objects.current().count()) == (None, 0)


def test_two_files_go_back_one_after_the_other(cast):
    first = change("id,name,origin\nA1,Ann,Leaflet\n")
    second = change("id,origin\nA1,Signboard\n")
    assert survey(first, most=9).free == 0
    take_back(second, by=cast.owner)
    assert ann().source.name == "Leaflet"
    assert take_back(first, by=cast.owner) == 1
    assert ann().state == "withdrawn"


def test_people_of_a_file_are_no_longer_known(cast):
    file = change("id,name,mail\nA1,Ann,ann@example.com\n")
    take_back(file, by=cast.owner)
    assert not Contact.objects.current().search("ann", country="GB").exists()
    assert Owners.of([("ann@example.com",)]).contacts == {}
    bring_back(file, by=cast.owner)
    assert Contact.objects.current().reached_by(emails=["ann@example.com"]).count() == 1


def test_people_with_another_enquiry_stay_known(cast):
    file = change("id,name,mail\nA1,Ann,ann@example.com\n")
    known("id,name,mail\nB1,Ann,ann@example.com\n")
    take_back(file, by=cast.owner)
    assert (ann().state, Contact.objects.current().count()) == ("withdrawn", 1)


def test_an_edited_person_keeps_the_lead(cast):
    file = change("id,name,mail\nA1,Ann,ann@example.com\n")
    with pghistory.context(user=cast.staff.pk):
        ann().contact.emails.create(address="more@example.com", key="more@example.com")
    assert [each.reason for each in survey(file, most=9).staying] == ["Somebody changed it"]
    assert take_back(file, by=cast.owner) == 0


def test_a_reopened_lead_brings_its_person_back(cast):
    take_back(change("id,name,mail\nA1,Ann,ann@example.com\n"), by=cast.owner)
    ann().reopen(by=cast.owner)
    assert Contact.objects.current().get().name == "Ann"
