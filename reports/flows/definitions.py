"""What is meant where leads are followed to what became of them."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "flows": Definition(
        _("Where leads went"),
        _(
            "New-business leads received in the period, each once. A lead went to sales when sales accepted it; a hand-over that came "
            "back is still with marketing. What became of it is what the funnel says: client, lost, disqualified, or not decided yet."
        ),
    ),
}
