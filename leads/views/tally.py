import hashlib
import uuid

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.models import User
from accounts.roles import EVERYONE, OFFICE
from leads.capture import tally as today_so_far
from leads.forms.tap import CardForm
from leads.models import Channel, Lead
from leads.views.slips import Slip

SWITCH = ((Channel.WALK_IN, "store"), (Channel.PHONE, "phone"))


@allow(*EVERYONE)
@require_safe
def tally(request):
    return page(request, slip=_asked_for(request))


@allow(*EVERYONE)
@require_safe
def counts(request):
    """Today's counts as JSON, for a Log that stands open while others tap too; 304 while nothing is different. One query."""
    response = JsonResponse(today_so_far.counts(request.business).as_json() | {"day": request.business.today().isoformat()})
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:20]}"'
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response)


def page(request, *, slip: Slip | None, status: int = 200) -> HttpResponse:
    """The Log. `slip`: the card that stands open under its key, for a device without script."""
    business = request.business
    newest = today_so_far.just_logged(business)
    counts = today_so_far.counts(business)
    context = {
        "day": timezone.localdate(),
        "counts": counts,
        "keys": today_so_far.keys(counts, newest=newest[0] if newest else None),
        "ruler": today_so_far.ruler(business),
        "newest": newest,
        "switch": SWITCH,
        "channel": request.user.channel,
        "slip": slip,
        "blank": Slip.blank(business),
        "tap_key": uuid.uuid4(),
        "no_lead": uuid.UUID(int=0),
    }
    if not context["keys"]:
        context |= {"may_set_up": request.user.has_role(*OFFICE), "office": User.objects.active().with_role(*OFFICE).by_name()}
    return render(request, "leads/tally.html", context, status=status)


def _asked_for(request) -> Slip | None:
    """The card of the lead just logged, named in the address by the redirect after a tap without script."""
    lead = lead_named(request.GET.get("lead", ""))
    return Slip(lead=lead, form=CardForm(country=request.business.country)) if lead else None


def lead_named(text: str) -> Lead | None:
    """The standing lead whose id that is; None where it is no id."""
    try:
        pk = uuid.UUID(text)
    except ValueError:
        return None
    return Lead.objects.standing().filter(pk=pk).select_related("source").first()
