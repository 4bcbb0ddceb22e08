"""What the numbers of the lost reasons mean."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "lost_for": Definition(
        _("Lost for a reason"),
        _(
            "Opportunities lost in the period, by the reason written down when they were lost, with the likely range of its share (Wilson, "
            "95 %%). A reason is called the commonest only where chance is an unlikely cause of its lead over the next one. What was "
            "opened again since is not lost. Worth is the value that was hoped for."
        ),
    ),
}
