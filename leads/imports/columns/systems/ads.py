"""Lead forms of ad programs, and LinkedIn's list of connections.

Meta (Facebook, Instagram): the fields of a lead in the Marketing API, which head the columns of its download; ids begin with `l:`.
Google Ads: the fields of the lead form webhook (developers.google.com, `column_name`) and the headers of click exports.
LinkedIn Lead Gen: the fields of leadFormResponses (learn.microsoft.com, Lead Sync). Connections: the header of Connections.csv as
public programs that read it have it, below a note of three lines.
None of them was exported by the program itself here.
"""

from leads.imports.columns.layouts import Layout
from leads.imports.columns.others import STAFF, UNUSED

META = Layout(
    system="Meta Lead Ads",
    tells="ad_id|ad_name|adset_id|adset_name|campaign_id|form_id|form_name|is_organic|platform|inbox_url",
    least=3,
    fields={
        "external_id": "id|lead_id",
        "received_at": "created_time",
        "source": "platform",
        "campaign": "campaign_name",
        "name": "full_name",
        "first_name": "first_name",
        "last_name": "last_name",
        "email": "email|work_email",
        "phone": "phone_number|work_phone_number|whatsapp_number",
        "company": "company_name",
        "street": "street_address",
        "town": "city",
        "region": "state|province",
        "postcode": "zip_code|post_code|zip",
        "country": "country",
    },
    others=((UNUSED, "ad_id|ad_name|adset_id|adset_name|campaign_id|form_id|form_name|is_organic|lead_status|job_title|inbox_url"),),
)
GOOGLE_ADS = Layout(
    system="Google Ads",
    tells=(
        "Google Click ID|GCLID|gcl_id|User Email|User Phone|Lead Submit Time|Lead submission time|Creative ID|Ad group ID|AdGroup ID"
        "|Form ID|Asset group ID|Conversion Name|Conversion Time"
    ),
    fields={
        "external_id": "Lead ID",
        "received_at": "Lead Submit Time|Lead submission time|Conversion Time|Date",
        "source": "Lead Source",
        "campaign": "Campaign|Campaign Name",
        "name": "Full Name|Name",
        "first_name": "First Name",
        "last_name": "Last Name",
        "email": "User Email|Lead Email|Email|Work Email",
        "phone": "User Phone|Lead Phone|Phone Number|Work Phone",
        "company": "Company Name",
        "street": "Street Address",
        "town": "City",
        "region": "Region|State",
        "postcode": "Postal Code|Zip Code",
        "country": "Country",
    },
    others=(
        (
            UNUSED,
            "Google Click ID|GCLID|gcl_id|Campaign ID|Form ID|Ad group ID|AdGroup ID|Creative ID|Asset group ID|Conversion Name"
            "|Conversion Value|Conversion Currency|Keyword|Match Type|Device|Job Title|API Version|Google Key|Is Test",
        ),
    ),
)
LINKEDIN = Layout(
    system="LinkedIn Lead Gen",
    tells="Lead Type|Submitted At|Test Lead|Campaign Group Name|Campaign Group ID|Creative Name|Form Name|Form ID|Account Name",
    least=3,
    fields={
        "external_id": "Lead ID|Response ID",
        "received_at": "Submitted At",
        "campaign": "Campaign Name|Campaign Group Name",
        "first_name": "First Name",
        "last_name": "Last Name",
        "email": "Email Address|Email|Work Email",
        "phone": "Phone Number|Work Phone Number",
        "company": "Company Name|Company",
        "town": "City",
        "region": "State/Province",
        "postcode": "Zip/Postal Code",
        "country": "Country/Region",
    },
    others=(
        (UNUSED, "Lead Type|Test Lead|Job Title|Form Name|Form ID|Campaign ID|Campaign Group ID|Creative Name|Creative ID|Account ID"),
        (STAFF, "Account Name"),
    ),
)
CONNECTIONS = Layout(
    system="LinkedIn",
    tells="Connected On|Position|URL",
    fields={
        "received_at": "Connected On",
        "first_name": "First Name",
        "last_name": "Last Name",
        "email": "Email Address",
        "company": "Company",
    },
    others=((UNUSED, "URL|Position"),),
)
ADS = (META, GOOGLE_ADS, LINKEDIN, CONNECTIONS)
