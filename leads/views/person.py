from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.roles import EVERYONE
from accounts.toasts import sentences, toast
from leads.forms.person import ChosenForm, NewPersonForm
from leads.models import Contact, Lead
from leads.phones import doubts

MOST = 12


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def lead_person(request, pk):
    """The enquiry is somebody else's: one of those we know, or somebody new. What was sold on it goes with it."""
    lead = get_object_or_404(Lead.objects.for_page(), pk=pk)
    chosen = ChosenForm(request.POST if "who" in request.POST else None)
    new = NewPersonForm(request.POST if request.method == "POST" and not chosen.is_bound else None, country=request.business.country)
    if chosen.is_valid() or new.is_valid():
        _give(lead, chosen.cleaned_data["who"] if chosen.is_bound else None, new, by=request.user)
        result = _("This is an enquiry of %(person)s now") % {"person": lead}
        toast(request, sentences(result, "" if chosen.is_bound else doubts(new.phones())))
        return redirect(lead)
    text = request.GET.get("q", "")[:200].replace("\0", "")
    people = new.known or found(text, lead=lead, country=request.business.country)
    context = {"lead": lead, "new": new, "choice": chosen, "q": text, "people": people[:MOST], "more": len(people) > MOST}
    return render(request, "leads/lead_person.html", context, status=422 if new.errors or chosen.errors else 200)


@transaction.atomic
def _give(lead: Lead, contact: Contact | None, new: NewPersonForm, *, by) -> None:
    lead.edit(by=by, contact=contact or Contact.make(**new.person()))


def found(text: str, *, lead: Lead, country: str) -> list[Contact]:
    """Those a search finds, but for whose enquiry it is; one more than `MOST` says that there are more."""
    if not text.strip():
        return []
    people = Contact.objects.current().search(text, country=country).exclude(pk=lead.contact_id)
    return list(people.prefetch_related("phones", "emails").order_by("sort_name", "pk")[: MOST + 1])
