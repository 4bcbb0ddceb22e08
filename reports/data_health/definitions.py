"""What the figures of data health mean."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "health": Definition(
        _("Data health"),
        _(
            "Of all time, as the records stand now. Leads are new business; opportunities past their promise are open ones; sales "
            "are those not reversed. Won, sold or decided too soon is said by calendar days. Every count opens the list of what "
            "it counts."
        ),
    ),
    "untouched": Definition(
        _("Nobody was in touch"),
        _(
            "Leads with marketing that came more than seven days ago, with somebody to call: no call, message or meeting of ours "
            "since, never handed over, and not kept warm. People at the counter, on the phone, or whom we contacted ourselves were "
            "talked to on arrival and are left out."
        ),
    ),
    "doubles": Definition(
        _("In here twice"),
        _(
            "People with an enquiry who are probably somebody entered earlier, or perhaps: the same number or e-mail address, or names "
            "alike at one address, of one company, with nearly the same e-mail address, or that hardly anybody has. Each counts once, "
            "beside the likeliest; the likeliest pairs stand first. It is looked for in the background, "
            "mostly every quarter of an hour. Those of whom you said "
            "that they are two people are left out."
        ),
    ),
}
