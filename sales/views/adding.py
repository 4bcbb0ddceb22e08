"""An opportunity that is added on the board, in a lane, with its person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.roles import SELLERS
from accounts.toasts import sentences, toast
from leads.capture.card import Described
from leads.forms.enquiry import EnquiryForm
from leads.models import IllegalMove, Lead
from leads.phones import doubts
from leads.views.enquiry import log_enquiry
from sales.hand_off import transfer
from sales.models import Stage
from sales.pipeline.conflict_messages import where_lead_is
from sales.views.responses import refuse


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def lane_opportunities(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks who it is and what they want; logged, it stands in the lane and is with whoever added it."""
    stage = get_object_or_404(Stage.objects.open(), pk=pk)

    def then(form: EnquiryForm, lead: Lead, described: Described) -> HttpResponse:
        try:
            opportunity = transfer.take_on(described.lead, by=request.user, stage=stage)
        except IllegalMove:
            return refuse(request, where_lead_is(described.lead), fallback=described.lead.get_absolute_url())
        text = _("%(lead)s is in %(stage)s") % {"lead": opportunity, "stage": opportunity.stage}
        toast(request, sentences(text, doubts(form.phones())))
        return redirect(opportunity)

    return log_enquiry(request, then=then, stage=stage)
