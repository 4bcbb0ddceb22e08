"""Where several columns could be a field, the best is taken, wherever it stands; and what stands in it is looked at."""

import pytest

from leads.imports.columns.recognition import propose
from leads.models import Contact
from leads.tests.imports.conftest import bring_in_as_proposed, table_of

SCORED_LEADS = (
    "Prospect ID,Lead Number,Lead Origin,Lead Source,Do Not Email,Do Not Call,Converted,Last Activity,Country,How did you hear about us\n"
    "a1-b2,660737,Landing Page,Google,No,No,0,Email Opened,India,Online Search\n"
    "a2-b3,660728,API,Olark Chat,No,No,1,Olark Chat,India,Word of mouth\n"
)
ONE_IS_BETTER = [
    ("Lead Origin,Lead Source", "Landing Page,Leaflet", {"Lead Source": "source"}),
    ("Original Source Type,Lead Source", "Offline,Leaflet", {"Lead Source": "source"}),
    ("Contact,Full name", "Ann M.,Ann Miller", {"Full name": "name"}),
    ("Date,Received at", "2026-03-05,2026-03-04", {"Received at": "received_at"}),
    ("Customer ID,Lead ID", "C1,L1", {"Lead ID": "external_id"}),
    ("Owner ID,Lead owner", "7,Sally", {"Lead owner": "owner"}),
    ("Lead Source,Source", ",Leaflet", {"Source": "source"}),
    ("Day,Name", "2026-03-05,Ann Miller", {"Day": "received_at", "Name": "name"}),
    ("Wants,Name", "Kitchen,Ann Miller", {"Wants": "interest", "Name": "name"}),
    ("Tag,Name", "VIP,Ann Miller", {"Name": "name"}),
    ("Outcome,Closed", "won,2026-03-05", {"Outcome": "outcome", "Closed": "closed_at"}),
    ("Close date,Closed", "2026-03-05,true", {"Close date": "closed_at"}),
]
NOTHING = [
    ("Account Number", "4012888888881881"),
    ("contact", "cellular"),
    ("NONE", "SIP/8007"),
    ("E-mail Display Name", "Ann Miller (ann@chandler.example)"),
    ("E-Mail: Angezeigter Name", "Anna Müller (anna@wachs.example)"),
    ("Is company?", "yes"),
    ("Do Not Email", "No"),
    ("User name", "ann77"),
    ("Status", "Contacted"),
    ("Created by", "sally@shop.example"),
    ("Sales rep email", "sally@shop.example"),
    ("Product name", "Oak table"),
]


@pytest.mark.parametrize(("headers", "cells", "expected"), ONE_IS_BETTER)
def test_better_column_is_taken_wherever_it_stands(headers, cells, expected):
    assert propose(table_of(f"{headers},X\n{cells},x\n")) == expected
    turned = [",".join(reversed(line.split(","))) for line in (headers, cells)]
    assert propose(table_of(f"{turned[0]},X\n{turned[1]},x\n")) == expected


@pytest.mark.parametrize(("header", "cell"), NOTHING)
def test_column_that_is_none_of_ours_is_left(header, cell):
    assert header not in propose(table_of(f"{header},City\n{cell},Leeds\n{cell},York\n"))


def test_scored_leads_get_source_and_id():
    columns = propose(table_of(SCORED_LEADS))
    assert columns == {"Prospect ID": "external_id", "Lead Source": "source", "Converted": "outcome", "Country": "country"}


def test_number_of_a_lead_is_its_id_and_no_phone():
    assert propose(table_of("Lead Number,Name\n660737,Ann\n660728,Bob\n"))["Lead Number"] == "external_id"


def test_repeated_ids_are_no_ids_of_leads():
    rows = "".join(f"7,Ann {number}\n" for number in range(10))
    assert propose(table_of(f"Account ID,Name\n{rows}")) == {"Name": "name"}


def test_address_in_every_row_is_nobodys_own():
    rows = "".join(f"Ann {number},info@shop.example\n" for number in range(10))
    assert propose(table_of(f"Name,Mailed to\n{rows}")) == {"Name": "name"}


def test_street_and_town_are_of_one_address():
    text = "Name,Home street,Home city,Work street,Work city\nAnn,9 Elm Row,York,,Leeds\nBob,8 Elm Row,York,,\n"
    assert propose(table_of(text)) == {"Name": "name", "Home street": "street", "Home city": "town"}


@pytest.mark.parametrize("cell", ["Ann Miller (ann@firm.example)", "Ann Miller <ann@firm.example>", '"""Ann Miller"" <ann@firm.example>"'])
@pytest.mark.django_db
def test_address_with_a_name_gives_both(business, cell):
    summary = bring_in_as_proposed(f"E-mail,Source\n{cell},Leaflet\n")
    contact = Contact.objects.get()
    assert (contact.name, contact.emails.get().address, summary.warnings) == ("Ann Miller", "ann@firm.example", [])


@pytest.mark.django_db
def test_name_column_goes_before_the_name_beside_an_address(business):
    bring_in_as_proposed("Name,E-mail\nAnn Joy Miller,ann m. <ann@firm.example>\n")
    assert Contact.objects.get().name == "Ann Joy Miller"
