"""Address books in the columns their programs write; everybody in them is made up."""

import pytest

from leads.imports.columns.layouts import layout_of
from leads.imports.columns.recognition import propose
from leads.models import Contact, Lead
from leads.tests.imports.conftest import bring_in_as_proposed, table_of

OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Job Title,Business Street,Business Street 2,Business City,Business State,"
    "Business Postal Code,Business Country/Region,Home Street,Home City,Home Postal Code,Assistant's Phone,Business Fax,Business Phone,"
    "Company Main Phone,Home Phone,Mobile Phone,Pager,Primary Phone,TTY/TDD Phone,Account,E-mail Address,E-mail Type,E-mail Display Name,"
    "E-mail 2 Address,E-mail 2 Display Name,Location,Manager's Name,Notes,Referred By\n"
    "Dr.,Ann,Joy,Miller,Jr.,Chandler Ltd,Buyer,1 Mill Lane,Unit 4,Leeds,,LS1 4AP,United Kingdom,9 Elm Row,York,YO1 7HH,020 7946 0100,"
    "020 7946 0199,020 7946 0001,020 7946 0000,01904 496001,07700 900101,020 7946 0198,,,A-17,ann@chandler.example,SMTP,"
    "Ann Miller (ann@chandler.example),ann@home.example,Ann (ann@home.example),Depot,Cy Young,Met at the fair,Bob Stone\n"
)
OUTLOOK_FIELDS = {
    "Title": "name_prefix",
    "First Name": "first_name",
    "Middle Name": "middle_name",
    "Last Name": "last_name",
    "Suffix": "name_suffix",
    "Company": "company",
    "Business Street": "street",
    "Business Street 2": "street",
    "Business City": "town",
    "Business State": "region",
    "Business Postal Code": "postcode",
    "Business Country/Region": "country",
    "Business Phone": "phone",
    "Home Phone": "phone",
    "Mobile Phone": "phone",
    "Primary Phone": "phone",
    "E-mail Address": "email",
    "E-mail 2 Address": "email",
    "Notes": "notes",
    "Referred By": "referred_by",
}
OUTLOOK_GERMAN = (
    "Anrede;Vorname;Weitere Vornamen;Nachname;Firma;Position;Straße geschäftlich;Ort geschäftlich;Postleitzahl geschäftlich;"
    "Land/Region geschäftlich;Straße privat;Ort privat;Postleitzahl privat;Telefon Assistent;Fax geschäftlich;Telefon geschäftlich;"
    "Telefon geschäftlich 2;Telefon Firma;Telefon (privat);Mobiltelefon;Weiteres Telefon;Pager;Haupttelefon;E-Mail-Adresse;E-Mail-Typ;"
    "E-Mail: Angezeigter Name;E-Mail 2: Adresse;E-Mail 2: Angezeigter Name;Ort;Notizen\n"
    "Frau;Anna;;Müller;Wachs GmbH;Einkauf;;;;;Gasse 3;Köln;50667;030 901820100;030 901820199;030 901820001;030 901820002;030 901820000;"
    "0221 901820;0151 23456789;;030 901820198;;anna@wachs.example;SMTP;Anna Müller (anna@wachs.example);;;Lager;Messe\n"
)
OUTLOOK_GERMAN_FIELDS = {
    "Anrede": "name_prefix",
    "Vorname": "first_name",
    "Weitere Vornamen": "middle_name",
    "Nachname": "last_name",
    "Firma": "company",
    "Straße privat": "street",
    "Ort privat": "town",
    "Postleitzahl privat": "postcode",
    "Telefon geschäftlich": "phone",
    "Telefon geschäftlich 2": "phone",
    "Telefon (privat)": "phone",
    "Mobiltelefon": "phone",
    "Weiteres Telefon": "phone",
    "Haupttelefon": "phone",
    "E-Mail-Adresse": "email",
    "E-Mail 2: Adresse": "email",
    "Notizen": "notes",
}
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,Fax Number,Pager Number,"
    "Mobile Number,Home Address,Home Address 2,Home City,Home County,Home Post Code,Home Country,Work Address,Work City,Job Title,"
    "Organisation,Web Page 1,Birth Year,Custom 1,Notes\n"
    "Ann,Miller,Ann Miller,Annie,ann@chandler.example,ann@home.example,annm,020 7946 0001,01904 496001,020 7946 0199,020 7946 0198,"
    "07700 900101,9 Elm Row,Flat 2,York,North Yorkshire,YO1 7HH,UK,,,Buyer,Chandler Ltd,https://chandler.example,1980,x,Likes oak\n"
)
THUNDERBIRD_FIELDS = {
    "First Name": "first_name",
    "Last Name": "last_name",
    "Display Name": "name",
    "Primary Email": "email",
    "Secondary Email": "email",
    "Work Phone": "phone",
    "Home Phone": "phone",
    "Mobile Number": "phone",
    "Home Address": "street",
    "Home Address 2": "street",
    "Home City": "town",
    "Home County": "region",
    "Home Post Code": "postcode",
    "Home Country": "country",
    "Organisation": "company",
    "Notes": "notes",
}
THUNDERBIRD_GERMAN = (
    "Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Tel. dienstlich,Tel. privat,Fax-Nummer,Pager-Nummer,Mobil-Tel.-Nr.,"
    "Privat: Adresse,Privat: Ort,Privat: PLZ,Dienstlich: Adresse,Dienstlich: Ort,Organisation,Notizen\n"
    "Anna,Müller,Anna Müller,anna@wachs.example,030 901820001,0221 901820,030 901820199,030 901820198,0151 23456789,Gasse 3,Köln,50667,"
    ",,Wachs GmbH,Messe\n"
)
THUNDERBIRD_GERMAN_FIELDS = {
    "Vorname": "first_name",
    "Nachname": "last_name",
    "Anzeigename": "name",
    "Primäre E-Mail-Adresse": "email",
    "Tel. dienstlich": "phone",
    "Tel. privat": "phone",
    "Mobil-Tel.-Nr.": "phone",
    "Privat: Adresse": "street",
    "Privat: Ort": "town",
    "Privat: PLZ": "postcode",
    "Organisation": "company",
    "Notizen": "notes",
}
GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,"
    "Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,"
    "Address 1 - Country,Address 2 - Street,Address 2 - City,Website 1 - Value\n"
    "Tom,James,Baker,,,,,,Acme Ltd,Head,1985-04-02,Met at the fair,* myContacts,Work,tom@acme.example,Mobile,07700 900111,Work Fax,"
    '020 7946 0199,Home,"12 Hill Road, Bristol",12 Hill Road,Bristol,,BS1 4DJ,GB,1 Quay,,https://acme.example\n'
)
GOOGLE_FIELDS = {
    "First Name": "first_name",
    "Middle Name": "middle_name",
    "Last Name": "last_name",
    "Name Prefix": "name_prefix",
    "Name Suffix": "name_suffix",
    "Organization Name": "company",
    "Notes": "notes",
    "E-mail 1 - Value": "email",
    "Phone 1 - Value": "phone",
    "Phone 2 - Value": "phone",
    "Address 1 - Street": "street",
    "Address 1 - City": "town",
    "Address 1 - Region": "region",
    "Address 1 - Postal Code": "postcode",
    "Address 1 - Country": "country",
}
GOOGLE_BEFORE_2024 = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,"
    "Phone 1 - Value,Organization 1 - Name,Organization 1 - Title\n"
    "Tom James Baker,Tom,James,Baker,,* myContacts,* Work,tom@acme.example ::: tom@home.example,Mobile,07700 900111,Acme Ltd,Head\n"
)
GOOGLE_BEFORE_2024_FIELDS = {
    "Name": "name",
    "Given Name": "first_name",
    "Additional Name": "middle_name",
    "Family Name": "last_name",
    "E-mail 1 - Value": "email",
    "Phone 1 - Value": "phone",
    "Organization 1 - Name": "company",
}
FILES = {
    "Outlook": (OUTLOOK, "Outlook", OUTLOOK_FIELDS),
    "Outlook in German": (OUTLOOK_GERMAN, "Outlook", OUTLOOK_GERMAN_FIELDS),
    "Thunderbird": (THUNDERBIRD, "Thunderbird", THUNDERBIRD_FIELDS),
    "Thunderbird in German": (THUNDERBIRD_GERMAN, "Thunderbird", THUNDERBIRD_GERMAN_FIELDS),
    "Google Contacts": (GOOGLE, "Google Contacts", GOOGLE_FIELDS),
    "Google Contacts before 2024": (GOOGLE_BEFORE_2024, "Google Contacts", GOOGLE_BEFORE_2024_FIELDS),
}


@pytest.mark.parametrize("name", FILES)
def test_columns_of_an_address_book_are_known(name):
    text, system, fields = FILES[name]
    table = table_of(text)
    assert propose(table) == fields
    assert layout_of(table.headers).system == system


@pytest.mark.django_db
def test_row_of_outlook_becomes_a_whole_person(business):
    bring_in_as_proposed(OUTLOOK)
    contact = Contact.objects.get()
    assert contact.name == "Dr. Ann Joy Miller Jr."
    assert set(contact.phones.values_list("as_typed", flat=True)) == {"020 7946 0001", "01904 496001", "07700 900101"}


@pytest.mark.django_db
def test_number_that_google_labels_a_fax_is_a_note(business):
    bring_in_as_proposed(GOOGLE)
    lead = Lead.objects.get()
    assert [phone.as_typed for phone in lead.contact.phones.all()] == ["07700 900111"]
    assert lead.notes == "Met at the fair\nWork Fax: 020 7946 0199"


@pytest.mark.django_db
def test_repeated_addresses_of_google_are_both_kept(business):
    bring_in_as_proposed(GOOGLE_BEFORE_2024)
    contact = Contact.objects.get()
    assert contact.name == "Tom James Baker"
    assert contact.emails.count() == 2
