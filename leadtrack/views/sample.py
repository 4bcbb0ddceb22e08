"""Looking round in a sample business, and starting one's own."""

from django.contrib.auth import login, logout
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import setup
from accounts.access import allow, public
from accounts.models import Business, User
from accounts.roles import OFFICE, Role
from accounts.toasts import toast
from leadtrack import sample


@public
@require_POST
def sample_fill(request, token):
    """The set-up link's "look round first": make the sample and sign in as its owner."""
    if request.business.is_set_up or not setup.opens(request.business, token):
        raise Http404
    try:
        sample.fill()
    except sample.NotEmpty as error:
        raise Http404 from error
    owner = User.objects.with_role(Role.OWNER).first()
    login(request, owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    toast(request, _("This is %(name)s, a made-up business. Change what you like.") % {"name": sample.trade.NAME})
    return redirect("overview")


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def sample_wipe(request):
    """Ask once, since there is no way back; then empty the sample, people included, and begin with one's own business."""
    if not Business.current().is_sample:
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "sample_wipe.html", {"goes": sample.what_goes()})
    logout(request)
    sample.wipe()
    return redirect(setup.setup_path())
