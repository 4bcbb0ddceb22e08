"""Whatever somebody is to us on one page: who they are, what they asked for and bought, one history, what comes next."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE, SELLERS
from leads.contacts.referrals import survivor
from leads.models import Contact, Lead
from leads.timeline import timeline
from leads.views.lead import lead_context
from sales.clients.enquiries import IN_SIGHT, Enquiry, enquiries_of, leads_of, shown
from sales.views.clients import client_context
from sales.views.opportunity import opportunity_context

ENTRIES = 40
"""Of the history at once; each time earlier ones are asked for, so many more."""
MOST_ENTRIES = 2000


@allow(*EVERYONE)
@require_safe
def contacts(request) -> HttpResponse:
    """People are found in the list of their enquiries."""
    return redirect("leads")


@allow(*EVERYONE)
@require_safe
def contact(request, pk: int) -> HttpResponse:
    """The page of a person. `?enquiry=` and `?opportunity=` name what is unfolded on it; without, what is open."""
    person = _person(pk)
    if person.merged_into_id:
        return redirect("contact", survivor(person).pk)
    leads = leads_of(person)
    enquiries = enquiries_of(leads)
    wanted = {"lead": _id(request, "enquiry"), "opportunity": _id(request, "opportunity")}
    line = shown(enquiries, leads, **wanted) or _unlisted(person, **wanted)
    if line.lead.contact_id != person.pk:
        return redirect(line.lead)
    return contact_page(request, line, person=person, leads=leads, enquiries=enquiries)


def page_of_lead(request, lead: Lead, *, status: int, **refused) -> HttpResponse:
    """The page of its person with it unfolded, and what was refused on it."""
    person = _person(lead.contact_id)
    leads = leads_of(person)
    enquiries = enquiries_of(leads)
    line = shown(enquiries, leads, lead=lead.pk, opportunity=None) or Enquiry(lead)
    return contact_page(request, line, person=person, leads=leads, enquiries=enquiries, status=status, **refused)


def _person(pk: int) -> Contact:
    return get_object_or_404(Contact.objects.select_related("client_lead__source"), pk=pk)


def _id(request, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def _unlisted(person: Contact, *, lead: UUID | None, opportunity: UUID | None) -> Enquiry:
    """One that is in no list (withdrawn, joined with another), or somebody else's by now."""
    leads = Lead.objects.for_page().prefetch_related("opportunities__lost_reason")
    if opportunity:
        return Enquiry(get_object_or_404(leads, opportunities=opportunity))
    if lead:
        return Enquiry(get_object_or_404(leads, pk=lead))
    latest = leads.filter(contact=person).order_by("-listed_at", "-pk").first()
    if latest is None:
        raise Http404
    return Enquiry(latest)


def contact_page(request, line: Enquiry, *, person: Contact, leads: list[Lead], enquiries: list[Enquiry], status: int = 200, **refused):
    """`line`: what is unfolded. A form that was refused comes back in its place with what was typed, as on a lead's own page."""
    sells = request.user.has_role(*SELLERS)
    here = f"{reverse('contact', args=[person.pk])}?{line.query}"
    context = {"person": person, "shown": line, "here": here, "several": len(enquiries) > 1, "enquiries": enquiries[:IN_SIGHT]}
    context["earlier_enquiries"] = enquiries[IN_SIGHT:]
    context |= lead_context(request, line.lead)
    if sells:
        context |= client_context(request, person, enquiries=leads)
        context |= opportunity_context(request, line.opportunity) if line.opportunity else {}
    context |= _history(request, _with(leads, line.lead), with_money=sells)
    return render(request, "sales/contact.html", context | refused, status=status)


def _with(leads: list[Lead], lead: Lead) -> list[Lead]:
    return leads if lead in leads else [lead, *leads]


def _history(request, leads: list[Lead], *, with_money: bool) -> dict:
    """The latest entries, and how many are shown when one asks for earlier ones (None: these are all)."""
    text = request.GET.get("entries", "")
    count = min(int(text), MOST_ENTRIES) if text.isascii() and text.isdigit() and len(text) < 6 else ENTRIES
    entries = timeline(*leads, with_money=with_money)
    about = {lead.pk: Truncator(lead.interest or lead.source or "").chars(60) for lead in leads} if len(leads) > 1 else {}
    return {
        "entries": [replace(entry, about=about.get(entry.lead_id, "")) for entry in entries[:count]],
        "more_entries": count + ENTRIES if len(entries) > count else None,
    }
