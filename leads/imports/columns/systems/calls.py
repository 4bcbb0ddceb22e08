"""Call lists of telephone systems: who called, and when.

FRITZ!Box: the German header and the English ones of its call list as public programs that read it have them (roger router, JFritz,
check programs); newer boxes add `Landes-/Ortsnetzbereich`.
Asterisk and FreePBX: the columns of the table `cdr` (docs.asterisk.org, CDR; FreePBX adds `did`, `cnum`, `cnam` and the like).
"""

from leads.imports.columns.layouts import Layout
from leads.imports.columns.others import OWN_LINE, UNUSED

FRITZ_BOX = Layout(
    system="FRITZ!Box",
    tells="Eigene Rufnummer|Nebenstelle|Rufnummer|Dauer|Landes-/Ortsnetzbereich",
    least=3,
    fields={"received_at": "Datum", "name": "Name", "phone": "Rufnummer"},
    others=((OWN_LINE, "Eigene Rufnummer"), (UNUSED, "Typ|Nebenstelle|Dauer|Landes-/Ortsnetzbereich")),
)
FRITZ_BOX_ENGLISH = Layout(
    system="FRITZ!Box",
    tells="Extension|Duration|Outgoing Caller ID|Own number|Telephone number (2)",
    least=3,
    fields={"received_at": "Date", "name": "Name", "phone": "Telephone number|Number"},
    others=((OWN_LINE, "Outgoing Caller ID|Own number|Telephone number (2)"), (UNUSED, "Type|Extension|Duration|Country/area code")),
)
FRITZ_BOX_TWO_NUMBERS = Layout(
    system="FRITZ!Box",
    tells="Number|Telephone Number|Extension|Duration",
    least=4,
    fields={"received_at": "Date", "name": "Name", "phone": "Number"},
    others=((OWN_LINE, "Telephone Number"), (UNUSED, "Type|Extension|Duration")),
)
ASTERISK = Layout(
    system="Asterisk",
    tells=(
        "calldate|clid|src|dst|dcontext|dstchannel|lastapp|lastdata|billsec|amaflags|accountcode|disposition|uniqueid|recordingfile"
        "|cnum|cnam|outbound_cnum|linkedid"
    ),
    least=4,
    fields={
        "external_id": "uniqueid|linkedid",
        "received_at": "calldate|start|eventtime",
        "name": "cnam|clid",
        "phone": "src|cnum",
    },
    others=(
        (OWN_LINE, "dst|did|outbound_cnum|outbound_cnam|dst_cnam"),
        (UNUSED, "channel|dstchannel|dcontext|lastapp|lastdata|duration|billsec|disposition|amaflags|accountcode|userfield|recordingfile"),
    ),
)
CALLS = (FRITZ_BOX, FRITZ_BOX_ENGLISH, FRITZ_BOX_TWO_NUMBERS, ASTERISK)
