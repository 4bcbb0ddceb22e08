"""Leads of ad programs, LinkedIn's connections and answers to forms, in the columns they write; everybody in them is made up."""

import pytest

from leads.imports.columns.recognition import propose
from leads.models import Lead
from leads.tests.imports.conftest import bring_in_as_proposed, table_of

META = (
    "id,created_time,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,form_name,is_organic,platform,"
    "what_are_you_looking_for?,email,full_name,phone_number,zip_code,lead_status\n"
    "l:123,2026-03-04T10:00:00+00:00,ag:1,Oak,as:1,Leeds,c:1,Spring,f:1,Tables,false,fb,A table,ann@home.example,Ann Miller,"
    "+447700900101,LS1 4AP,CREATED\n"
)
META_FIELDS = {
    "id": "external_id",
    "created_time": "received_at",
    "campaign_name": "campaign",
    "platform": "source",
    "email": "email",
    "full_name": "name",
    "phone_number": "phone",
    "zip_code": "postcode",
}
GOOGLE_ADS = (
    "Lead ID,Lead Submit Time,Google Click ID,Form ID,Campaign ID,Campaign Name,Full Name,User Email,User Phone,Postal Code,Company Name\n"
    "Cj0K,2026-03-04 10:00:00,Cj0K,1234,99,Spring,Ann Miller,ann@home.example,+447700900101,LS1 4AP,Chandler Ltd\n"
)
GOOGLE_ADS_FIELDS = {
    "Lead ID": "external_id",
    "Lead Submit Time": "received_at",
    "Campaign Name": "campaign",
    "Full Name": "name",
    "User Email": "email",
    "User Phone": "phone",
    "Postal Code": "postcode",
    "Company Name": "company",
}
LINKEDIN = (
    "Lead ID,Submitted At,Form Name,Campaign Group Name,Campaign Name,Lead Type,Test Lead,First Name,Last Name,Email Address,Phone Number,"
    "Company Name,Job Title\n77,2026-03-04 10:00,Tables,Default,Spring,SPONSORED,false,Ann,Miller,ann@chandler.example,+447700900101,"
    "Chandler Ltd,Buyer\n"
)
LINKEDIN_FIELDS = {
    "Lead ID": "external_id",
    "Submitted At": "received_at",
    "Campaign Name": "campaign",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Email Address": "email",
    "Phone Number": "phone",
    "Company Name": "company",
}
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ann,Miller,https://linkedin.example/in/ann,ann@chandler.example,Chandler Ltd,Buyer,04 Mar 2026\n"
)
CONNECTIONS_FIELDS = {
    "First Name": "first_name",
    "Last Name": "last_name",
    "Email Address": "email",
    "Company": "company",
    "Connected On": "received_at",
}
TYPEFORM = (
    "#,What's your name?,And your email address?,Your phone number,How did you hear about us?,Response Type,Start Date (UTC),"
    "Stage Date (UTC),Submit Date (UTC),Network ID,Tags\n"
    "odw1,Ann Miller,ann@home.example,07700 900101,Leaflet,completed,2026-07-01 22:58:00,,2026-07-01 23:30:00,653e,\n"
)
TYPEFORM_FIELDS = {
    "#": "external_id",
    "What's your name?": "name",
    "And your email address?": "email",
    "Your phone number": "phone",
    "How did you hear about us?": "source",
    "Submit Date (UTC)": "received_at",
}
GOOGLE_FORMS_GERMAN = (
    "Zeitstempel,E-Mail-Adresse,Ihr Name,Telefonnummer,Wie haben Sie von uns erfahren?,Nachricht\n"
    "04.03.2026 10:00:00,anna@wachs.example,Anna Müller,0151 23456789,Flyer,Ein Tisch\n"
)
GOOGLE_FORMS_GERMAN_FIELDS = {
    "Zeitstempel": "received_at",
    "E-Mail-Adresse": "email",
    "Ihr Name": "name",
    "Telefonnummer": "phone",
    "Wie haben Sie von uns erfahren?": "source",
    "Nachricht": "notes",
}
FILES = {
    "Meta": (META, META_FIELDS),
    "Google Ads": (GOOGLE_ADS, GOOGLE_ADS_FIELDS),
    "LinkedIn Lead Gen": (LINKEDIN, LINKEDIN_FIELDS),
    "LinkedIn connections": (CONNECTIONS, CONNECTIONS_FIELDS),
    "Typeform": (TYPEFORM, TYPEFORM_FIELDS),
    "Google Forms in German": (GOOGLE_FORMS_GERMAN, GOOGLE_FORMS_GERMAN_FIELDS),
}


@pytest.mark.parametrize("name", FILES)
def test_columns_of_an_ad_program_or_form_are_known(name):
    text, fields = FILES[name]
    assert propose(table_of(text)) == fields


@pytest.mark.django_db
def test_column_in_utc_is_read_in_utc(business):
    bring_in_as_proposed(TYPEFORM, zone_name="America/New_York")
    assert Lead.objects.get().received_at.isoformat() == "2026-07-01T23:30:00+00:00"
