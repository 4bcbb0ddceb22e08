"""What the words mean that LeadTrack uses in its own way: on tap where they first stand, and together on one page."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Term:
    title: str
    text: str


TERMS = {
    "lead": Term(
        _("Lead, enquiry"),
        _("One time that somebody asked for something. One person can have several, and a walk-in without a name is one too."),
    ),
    "source": Term(_("Source"), _("What made them come: an advert, a recommendation, the sign outside. Each is a key on the Log.")),
    "campaign": Term(_("Campaign"), _("One push of one source, such as the leaflet of May. It helps to see which push paid.")),
    "channel": Term(
        _("How they reached us"), _("By which way they came in: at the counter, on the phone, by e-mail. It is not why they came.")
    ),
    "touch": Term(
        _("Touches"),
        _(
            "Each further time somebody gets in touch while the same enquiry is still open. It is kept on that enquiry and does not "
            "count as a new lead."
        ),
    ),
    "with_marketing": Term(
        _("With marketing"),
        _(
            "Logged, and not handed over to sales yet: whoever sits at the desk still looks after it. From there it is handed "
            "over, or disqualified with a reason."
        ),
    ),
    "handed_over": Term(_("Handed over"), _("Sent to sales and waiting: somebody there accepts it, or returns it with a reason.")),
    "with_sales": Term(_("With sales"), _("Accepted by somebody in sales, who works on it as an opportunity until it is won or lost.")),
    "disqualified": Term(
        _("Disqualified"),
        _("Goes no further, with the reason. It still counts as a lead of its source, unless it was spam or a test."),
    ),
    "withdrawn": Term(
        _("Withdrawn"), _("Taken back, since it never was an enquiry: a tap too many. It counts nowhere and can be put back.")
    ),
    "opportunity": Term(_("Opportunity"), _("A lead that sales has accepted, on its way through the stages of the pipeline.")),
    "stage": Term(_("Stage"), _("A step on the way to a sale. Each can promise how many days it takes at most.")),
    "stuck": Term(_("Stuck"), _("An opportunity that has been in its stage for longer than the stage promises.")),
    "follow_up": Term(_("Follow-up"), _("Something to be done on a day: a call, a message, a visit. What is due is on Today.")),
    "client": Term(_("Client"), _("Somebody who has bought at least once, and whose sale was not reversed.")),
    "repeat": Term(
        _("Repeat enquiry"), _("A new enquiry of somebody who is a client already. It is no new business and is left out of conversion.")
    ),
}
