"""No more e-mail: the page behind the link in every mail, and what a mail program posts by itself (RFC 8058)."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.access import public
from leads.mail import has_opted_out, opt_out, unsubscribing
from leads.mail.optout import How


@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Looking changes nothing, since programs that check links look too. Whoever has the address may say no without signing in."""
    address = unsubscribing.address_of(token)
    if address is None:
        raise Http404
    if request.method == "POST":
        opt_out(address, how=How.LINK)
    return render(request, "leads/unsubscribe.html", {"address": address, "done": has_opted_out(address)})
