"""Exports of other programs for leads and clients, in the columns they write; everybody in them is made up."""

import pytest

from leads.imports.columns.layouts import layout_of
from leads.imports.columns.recognition import propose
from leads.tests.imports.conftest import table_of

PIPEDRIVE_DEALS = (
    "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of value,Deal - Owner,Deal - Stage,Deal - Status,Deal - Deal created,"
    "Deal - Expected close date,Deal - Won time,Deal - Lost time,Deal - Lost reason,Deal - Lead Source,Person - Name,Person - Email - Work,"
    "Person - Phone - Work,Person - Phone - Mobile,Organization - Name,Organization - Phone\n"
    "12,Oak table,1200,GBP,Sally,Proposal,Won,2026-03-04 10:00,2026-04-01,2026-03-20 12:00,,,Leaflet,Ann Miller,ann@chandler.example,"
    "020 7946 0001,07700 900101,Chandler Ltd,020 7946 0000\n"
)
PIPEDRIVE_DEAL_FIELDS = {
    "Deal - ID": "external_id",
    "Deal - Title": "interest",
    "Deal - Value": "amount",
    "Deal - Owner": "owner",
    "Deal - Stage": "stage",
    "Deal - Status": "outcome",
    "Deal - Deal created": "received_at",
    "Deal - Won time": "won_at",
    "Deal - Lost time": "lost_at",
    "Deal - Lost reason": "lost_reason",
    "Deal - Lead Source": "source",
    "Person - Name": "name",
    "Person - Email - Work": "email",
    "Person - Phone - Work": "phone",
    "Person - Phone - Mobile": "phone",
    "Organization - Name": "company",
}
PIPEDRIVE_PEOPLE = (
    "Person - Name*,Person - First name,Person - Last name,Person - Phone,Person - Email (Work),Person - Email (Home),Organization - Name*,"
    "Organization - Address\nAnn Miller,Ann,Miller,020 7946 0001,ann@chandler.example,ann@home.example,Chandler Ltd,1 Mill Lane Leeds\n"
)
PIPEDRIVE_PEOPLE_FIELDS = {
    "Person - Name*": "name",
    "Person - First name": "first_name",
    "Person - Last name": "last_name",
    "Person - Phone": "phone",
    "Person - Email (Work)": "email",
    "Person - Email (Home)": "email",
    "Organization - Name*": "company",
    "Organization - Address": "street",
}
HUBSPOT = (
    "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Fax Number,Contact owner,Lead Status,Create Date,"
    "Original Traffic Source,Original Traffic Source Drill-Down 1,Associated Company,Associated Company IDs,Street Address,City,"
    "State/Region,Postal Code,Country/Region,Lifecycle Stage\n"
    "101,Ann,Miller,ann@chandler.example,020 7946 0001,07700 900101,020 7946 0199,Sally,NEW,2026-03-04 10:00,Organic Search,google,"
    "Chandler Ltd,55,1 Mill Lane,Leeds,,LS1 4AP,United Kingdom,lead\n"
)
HUBSPOT_FIELDS = {
    "Record ID": "external_id",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Email": "email",
    "Phone Number": "phone",
    "Mobile Phone Number": "phone",
    "Contact owner": "owner",
    "Create Date": "received_at",
    "Original Traffic Source": "source",
    "Associated Company": "company",
    "Street Address": "street",
    "City": "town",
    "State/Region": "region",
    "Postal Code": "postcode",
    "Country/Region": "country",
}
HUBSPOT_DEALS = (
    "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date,Associated Contact,Associated Company\n"
    "201,Oak table,Closed Won,2026-03-20,Sally,1200,2026-03-04,Ann Miller,Chandler Ltd\n"
)
HUBSPOT_DEAL_FIELDS = {
    "Record ID": "external_id",
    "Deal Name": "interest",
    "Deal Stage": "stage",
    "Close Date": "closed_at",
    "Deal owner": "owner",
    "Amount": "amount",
    "Create Date": "received_at",
    "Associated Contact": "name",
    "Associated Company": "company",
}
SALESFORCE = (
    "Lead ID,Salutation,First Name,Last Name,Title,Company / Account,Email,Phone,Mobile,Fax,Asst. Phone,Street,City,State/Province,"
    "Zip/Postal Code,Country,Lead Source,Lead Status,Lead Owner,Create Date,Converted Account ID\n"
    "00Q1,Ms.,Ann,Miller,Buyer,Chandler Ltd,ann@chandler.example,020 7946 0001,07700 900101,020 7946 0199,020 7946 0100,1 Mill Lane,Leeds,"
    ",LS1 4AP,United Kingdom,Web,Open,Sally,04/03/2026,001x\n"
)
SALESFORCE_FIELDS = {
    "Lead ID": "external_id",
    "Salutation": "name_prefix",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Company / Account": "company",
    "Email": "email",
    "Phone": "phone",
    "Mobile": "phone",
    "Street": "street",
    "City": "town",
    "State/Province": "region",
    "Zip/Postal Code": "postcode",
    "Country": "country",
    "Lead Source": "source",
    "Lead Owner": "owner",
    "Create Date": "received_at",
}
ZOHO = (
    "Record Id,Lead Owner.id,Lead Owner,First Name,Last Name,Company,Email,Secondary Email,Phone,Mobile,Fax,Lead Source,Lead Status,"
    "Created By.id,Created By,Created Time,Modified Time,Salutation,Street,City,State,Zip Code,Country,Description,Is Converted\n"
    "zcrm_1,zcrm_7,Sally,Ann,Miller,Chandler Ltd,ann@chandler.example,ann@home.example,020 7946 0001,07700 900101,020 7946 0199,Leaflet,"
    "Contacted,zcrm_8,Sally,2026-03-04 10:00:00,2026-03-05 10:00:00,Ms.,1 Mill Lane,Leeds,,LS1 4AP,United Kingdom,Oak table,false\n"
)
ZOHO_FIELDS = {
    "Record Id": "external_id",
    "Lead Owner": "owner",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Company": "company",
    "Email": "email",
    "Secondary Email": "email",
    "Phone": "phone",
    "Mobile": "phone",
    "Lead Source": "source",
    "Created Time": "received_at",
    "Salutation": "name_prefix",
    "Street": "street",
    "City": "town",
    "State": "region",
    "Zip Code": "postcode",
    "Country": "country",
    "Description": "notes",
    "Is Converted": "outcome",
}
JOBBER = (
    "J-ID,Created Date,Is Company?,Display Name,Company Name,Title,First Name,Last Name,Main Phone #s,E-mails,Tags,Billing Street 1,"
    "Billing City,Work Phone #s,Mobile Phone #s,Fax Phone #s,Service Property Name,Service Street 1,Service Street 2,Service City,"
    "Service State,Service Country,Service Zip code,Archived,Lead Source\n"
    "901,2026-03-04,No,Ann Miller,,Ms.,Ann,Miller,020 7946 0001,ann@home.example,oak,2 Bank St,,020 7946 0002,07700 900101,020 7946 0199,"
    "Home,9 Elm Row,Flat 2,York,,United Kingdom,YO1 7HH,No,Leaflet\n"
)
JOBBER_FIELDS = {
    "J-ID": "external_id",
    "Created Date": "received_at",
    "Display Name": "name",
    "Company Name": "company",
    "Title": "name_prefix",
    "First Name": "first_name",
    "Last Name": "last_name",
    "Main Phone #s": "phone",
    "E-mails": "email",
    "Work Phone #s": "phone",
    "Mobile Phone #s": "phone",
    "Service Street 1": "street",
    "Service Street 2": "street",
    "Service City": "town",
    "Service State": "region",
    "Service Country": "country",
    "Service Zip code": "postcode",
    "Lead Source": "source",
}
FILES = {
    "Pipedrive deals": (PIPEDRIVE_DEALS, "Pipedrive", PIPEDRIVE_DEAL_FIELDS),
    "Pipedrive people": (PIPEDRIVE_PEOPLE, "Pipedrive", PIPEDRIVE_PEOPLE_FIELDS),
    "HubSpot contacts": (HUBSPOT, "HubSpot", HUBSPOT_FIELDS),
    "HubSpot deals": (HUBSPOT_DEALS, "HubSpot", HUBSPOT_DEAL_FIELDS),
    "Salesforce": (SALESFORCE, "Salesforce", SALESFORCE_FIELDS),
    "Zoho": (ZOHO, "Zoho CRM", ZOHO_FIELDS),
    "Jobber": (JOBBER, "Jobber", JOBBER_FIELDS),
}


@pytest.mark.parametrize("name", FILES)
def test_columns_of_another_program_are_known(name):
    text, system, fields = FILES[name]
    table = table_of(text)
    assert propose(table) == fields
    assert layout_of(table.headers).system == system
