"""What the numbers of the team mean."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "whose": Definition(
        _("Whose a lead is"),
        _(
            "New business received in the period that sales took on, by who had its opportunity when it was won or lost, or has it now "
            "while it is open. What is given to somebody else afterwards stays where it was decided. Of several opportunities the one "
            "won first counts, else the latest. Names from an import are people too."
        ),
    ),
    "control_limits": Definition(
        _("What chance would do"),
        _(
            "If everybody’s leads were won at the same rate, 95 %% of people would stand within the inner lines and 99.8 %% within the "
            "outer ones (exact binomial limits, Spiegelhalter 2005). The fewer the leads, the further apart the lines. Outside is a "
            "question to ask, inside is noise. Fewer than 10 leads old enough are too few to say."
        ),
    ),
    "expected_wins": Definition(
        _("Expected"),
        _(
            "The clients that the leads of this person would have become within %(days)s days if each source had converted for them as "
            "it does for everybody. Sources of fewer than 20 leads are pooled. All expected add up to all won."
        ),
    ),
    "like_for_like": Definition(
        _("Like for like"),
        _(
            "Won divided by expected, times everybody’s conversion within %(days)s days: what this person’s rate would be if they were "
            "given the same sources as everybody. Whoever is given harder sources is so judged by harder sources."
        ),
    ),
}
