"""The letter as it would be sent today, and the end of it."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts import mailing
from accounts.access import allow, public
from accounts.models import Preferences
from accounts.roles import MONEY
from accounts.secret_urls import secret_address
from reports.core.request import Choice
from reports.letter import contents as letters
from reports.letter import post as letter_mail


@allow(*MONEY)
@require_safe
def letter(request: HttpRequest) -> HttpResponse:
    """What the letter of the last week (?kind=weekly) or month says."""
    kind = letters.WEEKLY if request.GET.get("kind") == letters.WEEKLY else letters.MONTHLY
    content = letters.content(kind, business=request.business)
    labels = {letters.MONTHLY: _("About a month"), letters.WEEKLY: _("About a week")}
    choices = [Choice(label, f"?kind={name}", name == kind) for name, label in labels.items()]
    wanted = Preferences.of(request.user)
    context = {"content": content, "choices": choices, "wanted": wanted, "mail_is_sent": mailing.is_set_up()}
    return render(request, "reports/letter.html", context)


@csrf_exempt
@public
@secret_address(has_form=False)  # its form needs no CSRF token
@require_http_methods(["GET", "HEAD", "POST"])
def letter_off(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing, since programs that check links look too. Whoever has the address may say no without signing in."""
    request.user = AnonymousUser()  # the same page for everybody, without the forms of our own people
    user = letter_mail.user_of(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        letter_mail.stop(user)
    return render(request, "reports/letter_off.html", {"done": Preferences.of(user).letter == Preferences.Letter.OFF})
