from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import links, lockout
from accounts.access import allow, public
from accounts.forms.people import InvitationForm, JoinForm, PasswordForm
from accounts.models import EmailTaken, Invitation, InvitationClosed, User
from accounts.navigation import home_for
from accounts.roles import OFFICE
from accounts.secret_urls import secret_address
from accounts.toasts import refusal, toast
from accounts.views.people import people_page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@allow(*OFFICE)
@require_POST
def invitations(request):
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return people_page(request, form=form, status=422)
    links.keep(request, form.make(by=request.user))
    return redirect("people")


@allow(*OFFICE)
@require_POST
def withdrawal(request, pk: int):
    invitation = get_object_or_404(Invitation, pk=pk)
    invitation.revoke()
    toast(request, _("The link for %(name)s no longer works.") % {"name": invitation})
    return redirect("people")


@allow(*OFFICE)
@require_POST
def password_links(request, pk: int):
    someone = get_object_or_404(User, pk=pk)
    if not someone.is_active:
        refusal(request, _("%(name)s may not sign in. Let them in again first.") % {"name": someone})
    else:
        links.keep(request, Invitation.make(by=request.user, for_user=someone))
    return redirect("people")


@public
@never_cache
@secret_address(has_form=True)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, token: str):
    """The page behind a link. It tells a stranger nothing but whether the link still works."""
    invitation = Invitation.objects.with_token(token)
    if invitation is None:
        raise Http404
    if not invitation.is_open or request.user.is_authenticated:
        return render(request, "accounts/link_closed.html", {"invitation": invitation}, status=410 if not invitation.is_open else 200)
    return _new_password(request, invitation) if invitation.for_user else _new_person(request, invitation)


def _new_person(request, invitation: Invitation):
    form = JoinForm(request.POST or None, initial={"name": invitation.name, "email": invitation.email})
    if request.method == "POST" and form.is_valid():
        try:
            person = invitation.accept(**form.cleaned_data)
        except EmailTaken:
            form.add_error("email", JoinForm.taken())
        except InvitationClosed:
            return redirect("join", token=request.resolver_match.kwargs["token"])
        else:
            login(request, person, backend=BACKEND)
            toast(request, _("Welcome, %(name)s.") % {"name": person})
            response = redirect(home_for(person))
            lockout.remember(request, response, email=person.email)
            return response
    if form.has_error("email", "taken"):
        invitation.count_refusal()
    return render(request, "accounts/join.html", {"form": form, "invitation": invitation})


def _new_password(request, invitation: Invitation):
    """Ends at the sign-in page, so that somebody with a second step still takes it."""
    form = PasswordForm(request.POST or None, person=invitation.for_user)
    if request.method == "POST" and form.is_valid():
        try:
            invitation.accept(password=form.cleaned_data["password"])
        except InvitationClosed:
            return redirect("join", token=request.resolver_match.kwargs["token"])
        lockout.forget(invitation.for_user.email)
        toast(request, _("Your new password works now. Sign in with it."))
        response = redirect("account_login")
        lockout.remember(request, response, email=invitation.for_user.email)
        return response
    return render(request, "accounts/new_password.html", {"form": form, "invitation": invitation})
