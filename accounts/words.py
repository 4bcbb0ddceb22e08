"""What the words mean that LeadTrack uses in its own way: on tap where they first stand, and together on one page."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Word:
    title: str
    text: str


WORDS = {
    "lead": Word(
        _("Lead, enquiry"),
        _("One time that somebody asked for something. One person can have several, and a walk-in without a name is one too."),
    ),
    "source": Word(_("Source"), _("What made them come: an advert, a recommendation, the sign outside. Each is a key on the Log.")),
    "campaign": Word(_("Campaign"), _("One push of one source, such as the leaflet of May. It helps to see which push paid.")),
    "channel": Word(
        _("How they reached us"), _("By which way they came in: at the counter, on the phone, by e-mail. It is not why they came.")
    ),
    "touch": Word(
        _("Touches"),
        _(
            "Each further time somebody gets in touch while the same enquiry is still open. It is kept on that enquiry and does not "
            "count as a new lead."
        ),
    ),
    "with_marketing": Word(
        _("With marketing"),
        _(
            "Logged, and not handed over to sales yet: whoever sits at the desk still looks after it. From there it is handed "
            "over, or disqualified with a reason."
        ),
    ),
    "handed_over": Word(_("Handed over"), _("Sent to sales and waiting: somebody there accepts it, or returns it with a reason.")),
    "with_sales": Word(_("With sales"), _("Accepted by somebody in sales, who works on it as an opportunity until it is won or lost.")),
    "disqualified": Word(
        _("Disqualified"),
        _("Goes no further, with the reason. It still counts as a lead of its source, unless it was spam or a test."),
    ),
    "withdrawn": Word(
        _("Withdrawn"), _("Taken back, since it never was an enquiry: a tap too many. It counts nowhere and can be put back.")
    ),
    "opportunity": Word(_("Opportunity"), _("A lead that sales has accepted, on its way through the stages of the pipeline.")),
    "stage": Word(_("Stage"), _("A step on the way to a sale. Each can promise how many days it takes at most.")),
    "stuck": Word(_("Stuck"), _("An opportunity that has been in its stage for longer than the stage promises.")),
    "follow_up": Word(_("Follow-up"), _("Something to be done on a day: a call, a message, a visit. What is due is on Today.")),
    "client": Word(_("Client"), _("Somebody who has bought at least once, and whose sale was not reversed.")),
    "repeat": Word(
        _("Repeat enquiry"), _("A new enquiry of somebody who is a client already. It is no new business and is left out of conversion.")
    ),
}
