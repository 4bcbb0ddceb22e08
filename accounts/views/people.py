from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import update_session_auth_hash
from django.db.models import Exists, OuterRef, Prefetch
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import links, mailing
from accounts.access import allow
from accounts.belongings import belongings_of
from accounts.forms.hours import AbsenceForm
from accounts.forms.people import InvitationForm, NameForm, PersonForm
from accounts.forms.preferences import PreferencesForm
from accounts.models import Absence, CalendarFeed, Invitation, LastAdmin, Preferences, User, Yourself
from accounts.roles import EVERYONE, OFFICE
from accounts.toasts import refusal, toast

CALENDAR_ADDRESS = "calendar_address"
"""A secret address just made waits in the session until the profile shows it, once."""


def people_page(request, *, form: InvitationForm, status: int = 200):
    """Four queries: the people, who of them is away, the open invitations, and the session where new links wait."""
    today = request.business.today()
    away = Prefetch("absences", Absence.objects.on(today).order_by("-last_day"), to_attr="away")
    password_links = Invitation.objects.open().filter(for_user=OuterRef("pk"))
    context = {
        "people": User.objects.annotate(has_password_link=Exists(password_links))
        .prefetch_related(away)
        .order_by("-is_active", Lower("name"), "pk"),
        "invitations": Invitation.objects.open().to_join().select_related("made_by").order_by("expires_at"),
        "links": links.take(request),
        "form": form,
    }
    return render(request, "accounts/people.html", context, status=status)


@allow(*OFFICE)
@require_safe
def people(request):
    return people_page(request, form=InvitationForm())


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request, pk: int):
    someone = get_object_or_404(User, pk=pk)
    form = PersonForm(request.POST or None, instance=User(pk=pk, name=someone.name, roles=someone.roles, email=someone.email))
    if request.method == "POST" and form.is_valid():
        try:
            someone.change(name=form.cleaned_data["name"], roles=form.cleaned_data["roles"], by=request.user)
        except LastAdmin:
            form.add_error("roles", _("They are the only admin left. Make somebody else an admin first."))
        else:
            toast(request, _("Saved."))
            return redirect("people")
    return person_page(request, someone, form=form)


def person_page(request, someone: User, *, form: PersonForm | None = None, absence: AbsenceForm | None = None):
    """Somebody's page for the office; a form that was refused comes back in its place with what was typed."""
    as_stored = User(pk=someone.pk, name=someone.name, roles=someone.roles, email=someone.email)
    context = {"someone": someone, "form": form or PersonForm(instance=as_stored), "two_step": is_mfa_enabled(someone)}
    context |= {"belongings": belongings_of(someone), "sellers": User.objects.sellers().exclude(pk=someone.pk)}
    return render(request, "accounts/person.html", context | _absences(request, someone, absence), status=422 if absence else 200)


def _absences(request, someone: User, form: AbsenceForm | None) -> dict:
    return {"absence": form or AbsenceForm(), "absences": someone.absences.to_come(request.business.today())}


@allow(*OFFICE)
@require_POST
def deactivation(request, pk: int):
    someone = get_object_or_404(User, pk=pk)
    try:
        someone.deactivate(by=request.user)
    except Yourself:
        refusal(request, _("You cannot shut yourself out. Ask another admin to do it."))
    except LastAdmin:
        refusal(request, _("%(name)s is the only admin left. Make somebody else an admin first.") % {"name": someone})
    else:
        undo = reverse("reactivation", args=[pk])
        toast(request, _("%(name)s can no longer sign in. What they logged stays.") % {"name": someone}, undo=undo)
        if belongings_of(someone):
            return redirect("person", pk=pk)
    return redirect("people")


@allow(*OFFICE)
@require_POST
def reactivation(request, pk: int):
    someone = get_object_or_404(User, pk=pk)
    someone.reactivate(by=request.user)
    toast(request, _("%(name)s can sign in again.") % {"name": someone})
    return redirect("people")


@allow(*OFFICE)
@require_POST
def two_step_removal(request, pk: int):
    """For whoever lost the phone with the codes. They can turn it on again themselves."""
    someone = get_object_or_404(User, pk=pk)
    someone.authenticator_set.all().delete()
    toast(request, _("%(name)s signs in with the password alone now.") % {"name": someone})
    return redirect("person", pk=pk)


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    form = NameForm(request.POST or None, instance=User(pk=request.user.pk, name=request.user.name))
    if request.method == "POST" and form.is_valid():
        request.user.change(name=form.cleaned_data["name"], roles=request.user.roles, by=request.user)
        toast(request, _("Saved."))
        return redirect("profile")
    return profile_page(request, form=form)


def profile_page(request, *, form: NameForm | None = None, absence: AbsenceForm | None = None, preferences: PreferencesForm | None = None):
    """One's own page; a form that was refused comes back with what was typed."""
    as_stored = User(pk=request.user.pk, name=request.user.name)
    context = {
        "form": form or NameForm(instance=as_stored),
        "two_step": is_mfa_enabled(request.user),
        "preferences": preferences or PreferencesForm(instance=Preferences.of(request.user)),
        "mail_is_sent": mailing.is_set_up(),
        "feed": CalendarFeed.objects.filter(user=request.user).first(),
        "address": request.session.pop(CALENDAR_ADDRESS, ""),
    }
    context |= _absences(request, request.user, absence)
    return render(request, "accounts/profile.html", context, status=422 if absence or preferences else 200)


@allow(*EVERYONE)
@require_POST
def other_sessions(request):
    request.user.sign_out_everywhere()
    update_session_auth_hash(request, request.user)
    toast(request, _("You are signed out everywhere else."))
    return redirect("profile")
