"""No more e-mail: the page behind the link in every mail, and what a mail program posts by itself (RFC 8058)."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.access import public
from accounts.secret_urls import secret_address
from leads.mail import has_opted_out, opt_out, unsubscribe_links
from leads.mail.optout import How


@csrf_exempt
@public
@secret_address(has_form=False)  # its form needs no CSRF token
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Looking changes nothing, since programs that check links look too. Whoever has the address may say no without signing in."""
    request.user = AnonymousUser()  # the same page for everybody, without the forms of our own people
    address = unsubscribe_links.address_of(token)
    if address is None:
        raise Http404
    if request.method == "POST":
        opt_out(address, how=How.LINK)
    return render(request, "leads/unsubscribe.html", {"address": address, "done": has_opted_out(address)})
