"""Other programs for leads and clients.

Pipedrive: its reference of importable fields and sample sheets; list exports name their columns `Entity - Field` the same way.
HubSpot, Salesforce, Zoho CRM: field labels of their exports and reports, from their help pages and from public programs that read
them; Salesforce also with the names of its API (Data Loader), which are
told only where its own fields stand among them. Jobber: the client export, from public programs that read it.
None of them was exported by the program itself here.
"""

from leads.imports.columns.layouts import Layout
from leads.imports.columns.others import ASSISTANT, EXPECTED, FAX, MAIN_LINE, STAFF, UNUSED

PIPEDRIVE = Layout(
    system="Pipedrive",
    tells=(
        "Person - Name|Person - Email|Person - Phone|Person - Email - Work|Person - Phone - Work|Person - First name|Person - Last name"
        "|Person - Owner|Person - ID|Person - Organization|Deal - Title|Deal - Value|Deal - Stage|Deal - Owner|Deal - Status|Deal - ID"
        "|Deal - Contact person|Deal - Organization|Organization - Name|Organization - Address|Lead - Title|Lead - Owner|Lead - ID"
    ),
    fields={
        "external_id": "Deal - ID|Deal - Pipedrive System ID|Lead - ID|Lead - Pipedrive System ID|Person - ID|Person - Pipedrive System ID",
        "received_at": (
            "Lead - Lead created|Lead - Creation date|Deal - Deal created|Deal - Creation date|Deal - Deal created on"
            "|Person - Person created|Person - Creation date"
        ),
        "source": "Lead - Source channel|Deal - Source channel|Lead - Source|Deal - Lead Source|Person - Source|Lead - Source origin",
        "name": "Person - Name|Deal - Contact person|Lead - Contact person|Contact person|Person name",
        "first_name": "Person - First name",
        "last_name": "Person - Last name",
        "company": "Organization - Name|Person - Organization|Deal - Organization|Lead - Organization|Organization name|Organization",
        "phone": (
            "Person - Phone|Person - Phone - Mobile|Person - Phone - Work|Person - Phone - Home|Person - Phone - Other"
            "|Phone - Mobile|Phone - Work|Phone - Home|Phone - Other"
        ),
        "email": (
            "Person - Email|Person - Email - Work|Person - Email - Home|Person - Email - Other|Email - Work|Email - Home|Email - Other"
        ),
        "street": (
            "Person - Postal address - Street/road name+Person - Postal address - House number"
            "|Organization - Address - Street/road name of Address+Organization - Address - House number of Address"
            "|Person - Postal address|Organization - Address"
        ),
        "town": ("Person - Postal address - City/town/village/locality|Organization - Address - City/town/village/locality of Address"),
        "region": "Person - Postal address - State/county|Organization - Address - State/county of Address",
        "postcode": "Person - Postal address - ZIP/Postal code|Organization - Address - ZIP/Postal code of Address",
        "country": "Person - Postal address - Country|Organization - Address - Country of Address",
        "interest": "Lead - Title|Deal - Title",
        "notes": "Note - Content|Person - Notes|Deal - Notes",
        "owner": "Deal - Owner|Lead - Owner|Person - Owner",
        "stage": "Deal - Stage|Deal - Stage (pipeline)",
        "outcome": "Deal - Status",
        "won_at": "Deal - Won time",
        "lost_at": "Deal - Lost time",
        "closed_at": "Deal - Closed on|Deal - Deal closed on",
        "lost_reason": "Deal - Lost reason",
        "amount": "Deal - Value|Deal - Deal value",
    },
    others=(
        (MAIN_LINE, "Organization - Phone"),
        (EXPECTED, "Deal - Expected close date|Deal - Probability|Deal - Weighted value"),
        (STAFF, "Organization - Owner|Deal - Creator|Person - Creator"),
        (UNUSED, "Organization - ID|Organization - Pipedrive System ID|Deal - Currency of value|Deal - Pipeline|Deal - Label"),
    ),
)
HUBSPOT = Layout(
    system="HubSpot",
    tells=(
        "Original Source|Original Traffic Source|Original Source Drill-Down 1|Original Traffic Source Drill-Down 1|Lifecycle Stage"
        "|Associated Company|Associated Company IDs|Associated Contact|Associated Contact IDs|Contact owner|Deal Stage"
        "|Marketing contact status|Became a Customer Date|Latest Source|Latest Traffic Source|Associated Company IDs (Primary)|Record ID"
    ),
    fields={
        "external_id": "Record ID|Record ID - Contact|Record ID - Deal",
        "received_at": "Create Date|Created Date",
        "source": "Original Source|Original Traffic Source|Latest Source|Latest Traffic Source|Lead Source",
        "name": "Full Name|Associated Contact",
        "name_prefix": "Salutation",
        "first_name": "First Name",
        "last_name": "Last Name",
        "company": "Company Name|Associated Company|Associated Company (Primary)|Primary Associated Company|Company",
        "phone": "Phone Number|Mobile Phone Number|WhatsApp Phone Number",
        "email": "Email|Work email|Additional email addresses",
        "street": "Street Address+Street Address 2",
        "town": "City",
        "region": "State/Region",
        "postcode": "Postal Code",
        "country": "Country/Region",
        "interest": "Deal Name",
        "notes": "Message|Notes|Deal Description|Description",
        "owner": "Contact owner|Deal owner|HubSpot Owner",
        "stage": "Deal Stage",
        "closed_at": "Close Date",
        "won_at": "Became a Customer Date",
        "lost_reason": "Closed Lost Reason",
        "amount": "Amount",
    },
    others=(
        (FAX, "Fax Number"),
        (STAFF, "Created by user ID|Updated by user ID|Company owner"),
        (
            UNUSED,
            "Original Source Drill-Down 1|Original Source Drill-Down 2|Original Traffic Source Drill-Down 1|Lead Status|Lifecycle Stage"
            "|Associated Company IDs|Associated Contact IDs|Associated Company IDs (Primary)|Job Title|Original Source Type|Pipeline",
        ),
    ),
)
SALESFORCE = Layout(
    system="Salesforce",
    tells=(
        "Company / Account|Lead Owner Alias|Owner Alias|OwnerId|IsConverted|Zip/Postal Code|State/Province|Mailing Zip/Postal Code"
        "|Mailing State/Province|Account Owner|Opportunity Owner|Opportunity Name|Asst. Phone|Converted Account ID"
        "|Converted Contact ID|ConvertedContactId|SystemModstamp|Account Name"
    ),
    fields={
        "external_id": "Lead ID|Id|Contact ID|Opportunity ID",
        "received_at": "Create Date|Created Date|CreatedDate",
        "source": "Lead Source|LeadSource",
        "name": "Full Name|Name|Contact Name",
        "name_prefix": "Salutation",
        "first_name": "First Name|FirstName",
        "middle_name": "Middle Name|MiddleName",
        "last_name": "Last Name|LastName",
        "name_suffix": "Suffix",
        "company": "Company / Account|Account Name|Company",
        "phone": "Phone|Mobile|Mobile Phone|MobilePhone|Home Phone|Other Phone|Business Phone",
        "email": "Email",
        "street": "Mailing Street|Street+Address Line 1|Other Street",
        "town": "Mailing City|City|Other City",
        "region": "Mailing State/Province|State/Province+State|Other State/Province",
        "postcode": "Mailing Zip/Postal Code|Zip/Postal Code+PostalCode|Other Zip/Postal Code",
        "country": "Mailing Country|Country|Other Country",
        "interest": "Opportunity Name|Product Interest",
        "notes": "Description",
        "owner": "Lead Owner|Contact Owner|Opportunity Owner|Owner Name|Lead Owner Alias|Owner Alias|OwnerId",
        "stage": "Stage|StageName",
        "outcome": "Won|IsWon|Converted|IsConverted",
        "won_at": "Converted Date|ConvertedDate",
        "closed_at": "Close Date|CloseDate",
        "lost_reason": "Loss Reason|Closed Lost Reason",
        "amount": "Amount",
    },
    others=(
        (FAX, "Fax|Business Fax"),
        (ASSISTANT, "Asst. Phone|Assistant|Assistant's Name|Reports To"),
        (STAFF, "Account Owner|Created By|Last Modified By|Created Alias"),
        (MAIN_LINE, "Account Phone"),
        (EXPECTED, "Probability (%)|Expected Revenue"),
        (UNUSED, "Title|Lead Status|Status|Converted Account ID|Converted Contact ID|Converted Opportunity ID|Account ID|Rating|Industry"),
    ),
)
ZOHO = Layout(
    system="Zoho CRM",
    tells=(
        "Record Id|Lead Owner.id|Contact Owner.id|Deal Owner.id|Created By.id|Modified By.id|Company.id|Account Name.id"
        "|Lead Conversion Time"
        "|Email Opt Out|Secondary Email|Converted Date Time|Last Activity Time|Unsubscribed Mode|Closing Date|Modified Time|Connected To.id"
    ),
    fields={
        "external_id": "Record Id|Lead Id|Contact Id|Deal Id",
        "received_at": "Created Time",
        "source": "Lead Source",
        "name": "Full Name|Lead Name|Contact Name",
        "name_prefix": "Salutation",
        "first_name": "First Name",
        "last_name": "Last Name",
        "company": "Company|Account Name",
        "phone": "Phone|Mobile|Home Phone|Other Phone",
        "email": "Email|Secondary Email",
        "street": "Street|Mailing Street|Other Street",
        "town": "City|Mailing City|Other City",
        "region": "State|Mailing State|Other State",
        "postcode": "Zip Code|Mailing Zip|Other Zip",
        "country": "Country|Mailing Country|Other Country",
        "campaign": "Campaign Source|Ad Campaign Name",
        "interest": "Deal Name",
        "notes": "Description",
        "owner": "Lead Owner|Contact Owner|Deal Owner",
        "stage": "Stage",
        "closed_at": "Closing Date",
        "outcome": "Is Converted",
        "lost_reason": "Reason For Loss",
        "amount": "Amount",
    },
    others=(
        (FAX, "Fax"),
        (ASSISTANT, "Assistant|Asst Phone|Reporting To"),
        (STAFF, "Lead Owner.id|Contact Owner.id|Deal Owner.id|Created By|Created By.id|Modified By|Modified By.id"),
        (EXPECTED, "Probability (%)|Expected Revenue"),
        (UNUSED, "Lead Status|Title|Tag|Modified Time|Last Activity Time|Lead Conversion Time|Company.id|Account Name.id|Email Opt Out"),
    ),
)
JOBBER = Layout(
    system="Jobber",
    tells=(
        "J-ID|Main Phone #s|E-mails|Is Company?|Service Property Name|Text Message Enabled Phone #|Work Phone #s|Mobile Phone #s"
        "|Receives automatic visit reminders?|Service Street 1|Billing Street 1"
    ),
    fields={
        "external_id": "J-ID",
        "received_at": "Created Date",
        "source": "Lead Source",
        "name": "Display Name",
        "name_prefix": "Title",
        "first_name": "First Name",
        "last_name": "Last Name",
        "company": "Company Name",
        "phone": "Main Phone #s|Mobile Phone #s|Work Phone #s|Home Phone #s|Other Phone #s|Text Message Enabled Phone #",
        "email": "E-mails",
        "street": "Service Street 1+Service Street 2|Billing Street 1+Billing Street 2",
        "town": "Service City|Billing City",
        "region": "Service State|Billing State",
        "postcode": "Service Zip code|Billing Zip code",
        "country": "Service Country|Billing Country",
    },
    others=((FAX, "Fax Phone #s"), (UNUSED, "Is Company?|Archived|Tags|Service Property Name")),
)
CRMS = (PIPEDRIVE, HUBSPOT, SALESFORCE, ZOHO, JOBBER)
