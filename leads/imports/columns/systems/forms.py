"""Forms whose questions somebody worded: only what the program itself adds is known; the questions are told by general words.

Typeform: the columns it puts round the questions, as many public result files have them; its times are UTC.
Google Forms adds one column, in the language of its owner (`Timestamp`, `Zeitstempel`, `Horodateur`, …), which is among the words.
"""

from leads.imports.columns.layouts import Layout
from leads.imports.columns.others import UNUSED

TYPEFORM = Layout(
    system="Typeform",
    tells="Submit Date (UTC)|Start Date (UTC)|Stage Date (UTC)|Network ID|Response Type",
    fields={"external_id": "#|Response ID|Token", "received_at": "Submit Date (UTC)"},
    others=((UNUSED, "Start Date (UTC)|Stage Date (UTC)|Network ID|Response Type|Ending|Tags|Score"),),
)
FORMS = (TYPEFORM,)
