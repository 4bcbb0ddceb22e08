"""What the answer to “sales, marketing or both?” rests on."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "diagnosis": Definition(
        _("Sales, marketing or both?"),
        _(
            "Three questions, each as a share of what is wanted: enough leads, from the usual sources, converted as usual. “Short” is "
            "said where the likely range lies below 100 %%, “fine” where it leaves out falling short by a quarter or more. Short of "
            "leads, or of good sources, is marketing (97.5 %% each, 95 %% together); short of conversion is sales (95 %%)."
        ),
    ),
    "needed_leads": Definition(
        _("Leads needed"),
        _(
            "Clients wanted in these days divided by the usual conversion within %(days)s days. The range holds the chance in how many "
            "leads come and in what conversion is usual."
        ),
    ),
    "mix": Definition(
        _("The mix of sources"),
        _(
            "What these leads would bring if each source converted as it usually does, against as many leads in the usual mix. Fewer "
            "means that they came from sources that seldom bring clients."
        ),
    ),
    "standardised": Definition(
        _("Converted as usual?"),
        _(
            "Conversion within %(days)s days of the latest leads old enough, against the twelve months before, both weighted to the mix "
            "of sources of then, so that other sources are not taken for worse selling. Sources of fewer than 20 leads are pooled."
        ),
    ),
    "split": Definition(
        _("Why clients changed"),
        _(
            "Clients within %(days)s days of the latest leads old enough, against those of as many days before, in three parts that "
            "add up: more or fewer leads, better or worse sources, and each source converting more or less."
        ),
    ),
}
