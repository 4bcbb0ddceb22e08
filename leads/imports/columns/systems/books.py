"""Address books.

Outlook: the list of fields it writes, as public programs that read it have it, among them GNOME Evolution (English) and address book
converters (German; older versions write `Telefon (privat)`, newer ones `Telefon privat`).
Thunderbird: the English, British and German headers of its CSV export, as public programs that read and write it have them.
Google Contacts: its export of today (`First Name … Phone 1 - Label`) and the one before 2024 (`Given Name … Phone 1 - Type`).
None of them was exported by the program itself here.
"""

from leads.imports.columns.layouts import Layout
from leads.imports.columns.others import ASSISTANT, FAX, LABEL, MAIN_LINE, PAGER, SHOWN_NAME, UNUSED

OUTLOOK = Layout(
    system="Outlook",
    tells=(
        "E-mail Display Name|E-mail 2 Display Name|E-mail 2 Address|Business Phone 2|Company Main Phone|Assistant's Phone|TTY/TDD Phone"
        "|Business Postal Code|Home Postal Code|Business Street 2|Home Street 2|Radio Phone|Car Phone|Internet Free Busy|Business Fax"
        "|Organizational ID Number|Business Country/Region|E-mail Type"
    ),
    fields={
        "name_prefix": "Title",
        "first_name": "First Name",
        "middle_name": "Middle Name",
        "last_name": "Last Name",
        "name_suffix": "Suffix",
        "company": "Company",
        "phone": (
            "Mobile Phone|Business Phone|Business Phone 2|Home Phone|Home Phone 2|Primary Phone|Other Phone|Car Phone|Radio Phone|Callback"
        ),
        "email": "E-mail Address|E-mail 2 Address|E-mail 3 Address",
        "street": (
            "Business Street+Business Street 2+Business Street 3|Home Street+Home Street 2+Home Street 3"
            "|Other Street+Other Street 2+Other Street 3"
        ),
        "town": "Business City|Home City|Other City",
        "region": "Business State|Home State|Other State",
        "postcode": "Business Postal Code|Home Postal Code|Other Postal Code",
        "country": ("Business Country/Region+Business Country|Home Country/Region+Home Country|Other Country/Region+Other Country"),
        "notes": "Notes",
        "referred_by": "Referred By",
    },
    others=(
        (FAX, "Business Fax|Home Fax|Other Fax|Telex|ISDN|TTY/TDD Phone"),
        (PAGER, "Pager"),
        (ASSISTANT, "Assistant's Phone|Assistant's Name|Manager's Name|Spouse|Children"),
        (MAIN_LINE, "Company Main Phone"),
        (SHOWN_NAME, "E-mail Display Name|E-mail 2 Display Name|E-mail 3 Display Name"),
        (LABEL, "E-mail Type|E-mail 2 Type|E-mail 3 Type"),
        (UNUSED, "Account|Location|Office Location|User 1|User 2|User 3|User 4|Profession|Job Title|Department"),
    ),
)
OUTLOOK_GERMAN = Layout(
    system="Outlook",
    tells=(
        "E-Mail: Angezeigter Name|E-Mail 2: Angezeigter Name|E-Mail 2: Adresse|Telefon geschäftlich|Telefon geschäftlich 2|Telefon Firma"
        "|Telefon Assistent|Fax geschäftlich|Telefon für Hörbehinderte|Weiteres Telefon|Haupttelefon|Autotelefon|Rückmeldung"
        "|Postleitzahl geschäftlich|Postleitzahl privat|Straße geschäftlich|Land/Region geschäftlich|E-Mail-Typ"
    ),
    fields={
        "name_prefix": "Anrede",
        "first_name": "Vorname",
        "middle_name": "Weitere Vornamen|Zweiter Vorname",
        "last_name": "Nachname",
        "name_suffix": "Suffix|Namenszusatz",
        "company": "Firma",
        "phone": (
            "Mobiltelefon|Mobiltelefon 2|Telefon geschäftlich|Telefon geschäftlich 2|Telefon privat|Telefon privat 2|Telefon (privat)"
            "|Telefon (privat 2)|Haupttelefon|Weiteres Telefon|Autotelefon|Rückmeldung"
        ),
        "email": "E-Mail-Adresse|E-Mail 2: Adresse|E-Mail 3: Adresse",
        "street": (
            "Straße geschäftlich+Straße geschäftlich 2+Straße geschäftlich 3|Straße privat+Straße privat 2+Straße privat 3"
            "|Weitere Straße+Weitere Straße 2+Weitere Straße 3"
        ),
        "town": "Ort geschäftlich|Ort privat|Weiterer Ort",
        "region": "Region geschäftlich|Bundesland/Kanton privat|Weiteres/r Bundesland/Kanton",
        "postcode": "Postleitzahl geschäftlich|Postleitzahl privat|Weitere Postleitzahl",
        "country": "Land/Region geschäftlich+Land geschäftlich|Land/Region privat+Land privat|Weiteres/e Land/Region+Weiteres Land",
        "notes": "Notizen",
        "referred_by": "Empfohlen von",
    },
    others=(
        (FAX, "Fax geschäftlich|Fax privat|Weiteres Fax|Telex|ISDN|Telefon für Hörbehinderte"),
        (PAGER, "Pager"),
        (ASSISTANT, "Telefon Assistent|Name Assistent|Assistent(in)|Name des/der Vorgesetzten|Name des/r Vorgesetzten|Partner|Kinder"),
        (MAIN_LINE, "Telefon Firma"),
        (SHOWN_NAME, "E-Mail: Angezeigter Name|E-Mail 2: Angezeigter Name|E-Mail 3: Angezeigter Name"),
        (LABEL, "E-Mail-Typ|E-Mail 2: Typ|E-Mail 3: Typ"),
        (UNUSED, "Ort|Konto|Büro|Beruf|Position|Abteilung|Benutzer 1|Benutzer 2|Benutzer 3|Benutzer 4|Stichwörter"),
    ),
)
THUNDERBIRD = Layout(
    system="Thunderbird",
    tells=(
        "Primary Email|Secondary Email|Screen Name|Pager Number|Fax Number|Mobile Number|Home ZipCode|Home Zipcode|Home Post Code"
        "|Work ZipCode|Work Post Code|Web Page 1|Birth Year|Custom 1|Work Address"
    ),
    fields={
        "first_name": "First Name",
        "last_name": "Last Name",
        "name": "Display Name",
        "company": "Organization|Organisation",
        "phone": "Mobile Number|Work Phone|Home Phone",
        "email": "Primary Email|Secondary Email",
        "street": "Work Address+Work Address 2+Work Address2|Home Address+Home Address 2+Home Address2",
        "town": "Work City|Home City",
        "region": "Work State+Work County|Home State+Home County",
        "postcode": "Work ZipCode+Work Zipcode+Work Zip+Work Post Code|Home ZipCode+Home Zipcode+Home Zip+Home Post Code",
        "country": "Work Country|Home Country",
        "notes": "Notes",
    },
    others=(
        (FAX, "Fax Number"),
        (PAGER, "Pager Number"),
        (UNUSED, "Nickname|Screen Name|Job Title|Department|Web Page 1|Web Page 2|Custom 1|Custom 2|Custom 3|Custom 4"),
    ),
)
THUNDERBIRD_GERMAN = Layout(
    system="Thunderbird",
    tells=(
        "Primäre E-Mail-Adresse|Sekundäre E-Mail-Adresse|Messenger-Name|Tel. dienstlich|Fax-Nummer|Pager-Nummer|Mobil-Tel.-Nr."
        "|Privat: Adresse|Privat: PLZ|Dienstlich: Adresse|Dienstlich: PLZ|Webseite 1|Geburtsjahr|Benutzerdef. 1"
    ),
    fields={
        "first_name": "Vorname",
        "last_name": "Nachname",
        "name": "Anzeigename",
        "company": "Organisation",
        "phone": "Mobil-Tel.-Nr.|Tel. dienstlich|Tel. privat",
        "email": "Primäre E-Mail-Adresse|Sekundäre E-Mail-Adresse",
        "street": "Dienstlich: Adresse+Dienstlich: Adresse 2|Privat: Adresse+Privat: Adresse 2",
        "town": "Dienstlich: Ort|Privat: Ort",
        "region": "Dienstlich: Bundesland|Privat: Bundesland",
        "postcode": "Dienstlich: PLZ|Privat: PLZ",
        "country": "Dienstlich: Land|Privat: Land",
        "notes": "Notizen",
    },
    others=(
        (FAX, "Fax-Nummer"),
        (PAGER, "Pager-Nummer"),
        (UNUSED, "Spitzname|Messenger-Name|Arbeitstitel|Abteilung|Webseite 1|Webseite 2"),
    ),
)
GOOGLE = Layout(
    system="Google Contacts",
    tells=(
        "E-mail 1 - Value|Phone 1 - Value|Organization 1 - Name|Organization Title|Phonetic First Name|Yomi Name|Group Membership|File As"
        "|Address 1 - Formatted|Given Name Yomi|Phone 1 - Label|Phone 1 - Type|E-mail 1 - Label|E-mail 1 - Type|Website 1 - Value"
    ),
    fields={
        "name": "Name",
        "name_prefix": "Name Prefix",
        "first_name": "First Name|Given Name",
        "middle_name": "Middle Name|Additional Name",
        "last_name": "Last Name|Family Name",
        "name_suffix": "Name Suffix",
        "company": "Organization Name|Organization # - Name",
        "phone": "Phone # - Value",
        "email": "E-mail # - Value",
        "street": "Address # - Street+Address # - Extended Address|Address # - Formatted",
        "town": "Address # - City",
        "region": "Address # - Region",
        "postcode": "Address # - Postal Code",
        "country": "Address # - Country",
        "notes": "Notes",
    },
    others=(
        (LABEL, "Phone # - Label|Phone # - Type|E-mail # - Label|E-mail # - Type|Address # - Label|Address # - Type|Website # - Label"),
        (
            UNUSED,
            "Phonetic First Name|Phonetic Middle Name|Phonetic Last Name|Yomi Name|Given Name Yomi|Family Name Yomi|Additional Name Yomi"
            "|Nickname|Short Name|Maiden Name|File As|Location|Photo|Subject|Language|Organization Title|Organization Department"
            "|Organization # - Location|Organization # - Title|Relation # - Value|Event # - Value|Custom Field # - Value",
        ),
    ),
)
BOOKS = (OUTLOOK, OUTLOOK_GERMAN, THUNDERBIRD, THUNDERBIRD_GERMAN, GOOGLE)
