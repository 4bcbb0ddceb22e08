"""What the figures of the Money page mean."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "acquisition_cost": Definition(
        _("Cost of a new client"),
        _(
            "Marketing spend only, divided by the clients that the leads of the period became so far. While leads are young it still "
            "falls. The range is that of the share won so far (Wilson, 95 %%), turned over. “Not yet” with no client. "
            "The lowest and the highest are named only where their range lies apart from that of every other."
        ),
        is_money=True,
    ),
    "brought": Definition(
        _("Brought by them"),
        _(
            "All that the clients of these leads bought by now, repeat sales too, less what was given back; reversed sales and amounts "
            "nobody knows are left out. It belongs to the period in which the lead came, whenever it was sold."
        ),
        is_money=True,
    ),
    "return_on_investment": Definition(
        _("Return"),
        _(
            "What these clients brought, times the gross margin (all of it until one is set), less the spend, divided by it: +100 %% "
            "is as much again, −100 %% is all gone. The range is that of what a lead brings (95 %%, Hall), from five paying clients on."
        ),
        is_money=True,
    ),
    "payback": Definition(
        _("Paid back"),
        _(
            "Days from the first lead, or the first spend, of the period until what was left of these clients’ sales passed all of its "
            "spend. “Not yet” until then."
        ),
        is_money=True,
    ),
    "moving": Definition(
        _("What if"),
        _(
            "Leads: the amount divided by the cost per lead of each side. Clients: times conversion within %(days)s days. Revenue: times "
            "what a lead old enough brought by now. Each range (95 %%) holds the chance in what was counted, and nothing else."
        ),
        is_money=True,
    ),
}
